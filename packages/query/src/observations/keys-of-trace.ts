import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { exactInstant } from '../sql/values.ts'
import { ofTraces } from './of-traces.ts'
import { maxObservationsOfTrace } from './trace-nodes.ts'
import { traceMeasures, traceMeasuresRow } from './trace-statistics.ts'

const keyOfTrace = z
  .tuple([exactInstant, z.string(), z.number()])
  .transform(([start_time, id, io_bytes]) => ({ id, start_time, io_bytes }))
/** `io_bytes` are those of its input and output. */
export type KeyOfTrace = z.output<typeof keyOfTrace>

/**
 * How long one trace took and what it cost, and the keys of its observations by start time, at most
 * `maxObservationsOfTrace`: in one statement, because to find the rows is most of the work. All its statistics would take
 * half as long again, while the observations wait for their keys. No row where the trace has none.
 */
export const askKeysOfTrace = defineQuestion({
  name: 'observations/keys-of-trace',
  access: 'lookup',
  params: projectScope.extend({ traceId: z.string() }),
  row: traceMeasuresRow.extend({ keys: z.array(keyOfTrace) }),
  sql: ({ projectId, traceId }, bind) => `
  SELECT ${traceMeasures},
    groupArraySorted(${maxObservationsOfTrace})((observations.start_time, id, io_bytes)) AS keys
  FROM observations FINAL
  WHERE ${ofTraces({ projectId, traceIds: [traceId] }, bind)}
  GROUP BY trace_id`,
})
