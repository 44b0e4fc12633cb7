import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { flag, instant, texts } from '../sql/values.ts'

export const traceRecordColumns = `id, timestamp, name, user_id, session_id, environment, version, release, tags,
    public, bookmarked, input, output, metadata, created_at, updated_at`

export const traceRecord = z.object({
  id: z.string(),
  timestamp: instant,
  name: z.string().nullable(),
  user_id: z.string().nullable(),
  session_id: z.string().nullable(),
  environment: z.string(),
  version: z.string().nullable(),
  release: z.string().nullable(),
  tags: z.array(z.string()),
  public: flag,
  bookmarked: flag,
  input: z.string().nullable(),
  output: z.string().nullable(),
  metadata: texts,
  created_at: instant,
  updated_at: instant,
})
export type TraceRecord = z.output<typeof traceRecord>

/**
 * One trace with everything; no row when the project has none of that id. Without FINAL, which would read the long
 * columns of all its neighbours: of the rows of one id the highest version counts, and of equal ones the one that is
 * there, since a trace that moved to another hour leaves a tombstone.
 */
export const askTraceRecord = defineQuestion({
  name: 'traces/record',
  access: 'lookup',
  params: projectScope.extend({ traceId: z.string() }),
  row: traceRecord,
  sql: ({ projectId, traceId }, bind) => `
  SELECT ${traceRecordColumns}
  FROM (
    SELECT * FROM traces WHERE ${inProject({ projectId }, bind)} AND id = ${bind.text(traceId)}
    ORDER BY row_version DESC, is_deleted LIMIT 1
  )
  WHERE is_deleted = 0`,
})
