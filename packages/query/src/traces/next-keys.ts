import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { isoInstant } from '../sql/scope.ts'
import { exactInstant } from '../sql/values.ts'
import { fromSelectedTraces, traceSelection } from './selection.ts'

const params = traceSelection.extend({
  after: z.object({ timestamp: isoInstant, id: z.string() }).optional(),
  limit: z.number().int(),
})
const row = z.object({ id: z.string(), timestamp: exactInstant })

function selectKeys({ after, limit, ...selection }: z.output<typeof params>, bind: Binder): string {
  const at = after && bind.instant(after.timestamp)
  const isAfter = after && `timestamp <= ${at} AND (timestamp < ${at} OR id > ${bind.text(after.id)})`
  return `
  SELECT id, timestamp
  ${fromSelectedTraces(selection, bind)} ${isAfter ? `AND ${isAfter}` : ''}
  ORDER BY timestamp DESC, id
  LIMIT ${bind.count(limit)}
  SETTINGS join_use_nulls = 1`
}

/**
 * Keys of the selected traces behind a place in the order of the list, newest first: whoever goes through all of them
 * meets each once, whatever arrives meanwhile at the top.
 */
export const askNextTraceKeys = defineQuestion({
  name: 'traces/next-keys',
  params,
  row,
  lane: 'job',
  timeoutSeconds: 300,
  sql: selectKeys,
})

/** Likewise, for somebody who waits for the answer. */
export const askSelectedTraceKeys = defineQuestion({
  name: 'traces/selected-keys',
  params,
  row,
  sql: selectKeys,
})
