import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { flag, instant } from '../sql/values.ts'

/** The columns of lists, previews instead of input and output, for the traces of one page. */
export const askTraceListRows = defineQuestion({
  name: 'traces/list-rows',
  params: projectScope.extend({
    /** Ids with their timestamps, whose hours find them by primary key. */
    traces: z.array(z.object({ id: z.string(), timestamp: z.string() })),
  }),
  row: z.object({
    id: z.string(),
    timestamp: instant,
    name: z.string().nullable(),
    user_id: z.string().nullable(),
    session_id: z.string().nullable(),
    environment: z.string(),
    version: z.string().nullable(),
    release: z.string().nullable(),
    tags: z.array(z.string()),
    bookmarked: flag,
    has_input: flag,
    has_output: flag,
    input_preview: z.string(),
    output_preview: z.string(),
  }),
  sql: ({ projectId, traces }, bind) => `
  SELECT id, timestamp, name, user_id, session_id, environment, version, release, tags, bookmarked,
    input IS NOT NULL AS has_input, output IS NOT NULL AS has_output, input_preview, output_preview
  FROM traces FINAL
  WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(timestamp) IN ${bind.hours(traces.map(({ timestamp }) => timestamp))}
    AND id IN ${bind.texts(traces.map(({ id }) => id))}`,
})
