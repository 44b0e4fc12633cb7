import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { exactInstant, flag } from '../sql/values.ts'

const traceHead = z.object({
  id: z.string(),
  timestamp: exactInstant,
  name: z.string().nullable(),
  user_id: z.string().nullable(),
  session_id: z.string().nullable(),
  environment: z.string(),
  release: z.string().nullable(),
  tags: z.array(z.string()),
  public: flag,
  bookmarked: flag,
})
export type TraceHead = z.output<typeof traceHead>

/**
 * What observations and scores show of their traces, in no order. Without FINAL, as `askTraceRecord`: FINAL would find the
 * hours of the traces first, and merge all their neighbours.
 */
export const askTraceHeads = defineQuestion({
  name: 'traces/heads',
  access: 'lookup',
  params: projectScope.extend({ traceIds: z.array(z.string()) }),
  row: traceHead,
  sql: ({ projectId, traceIds }, bind) => `
  SELECT id, timestamp, name, user_id, session_id, environment, release, tags, public, bookmarked
  FROM (
    SELECT * FROM traces WHERE ${inProject({ projectId }, bind)} AND id IN ${bind.texts(traceIds)}
    ORDER BY id, row_version DESC, is_deleted LIMIT 1 BY id
  )
  WHERE is_deleted = 0`,
})
