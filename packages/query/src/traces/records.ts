import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { traceRecord } from './trace-record.ts'

/** Where a trace lies: its hour finds it by primary key. */
export const traceKey = z.object({ id: z.string(), timestamp: z.string() })

/**
 * Whole traces, in no order, for keys that a question with FINAL has found. Without FINAL the engine reads the long
 * columns of these rows only, not of all their neighbours: the highest version wins here too.
 */
export const askTraceRecords = defineQuestion({
  name: 'traces/records',
  params: projectScope.extend({
    keys: z.array(traceKey),
    /** Without it input, output and metadata come back empty. */
    io: z.boolean().default(true),
  }),
  row: traceRecord,
  sql: ({ projectId, keys, io }, bind) => `
  SELECT id, timestamp, name, user_id, session_id, environment, version, release, tags, public, bookmarked,
    ${io ? 'input, output, metadata' : 'NULL AS input, NULL AS output, map() AS metadata'}, created_at, updated_at
  FROM traces
  WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(timestamp) IN ${bind.hours(keys.map(({ timestamp }) => timestamp))}
    AND id IN ${bind.texts(keys.map(({ id }) => id))}
    AND is_deleted = 0
  ORDER BY id, row_version DESC LIMIT 1 BY id`,
})
