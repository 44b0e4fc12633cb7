import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { exactInstant } from '../sql/values.ts'
import { ofTraces } from './of-traces.ts'
import { maxObservationsOfTrace } from './trace-nodes.ts'
import { shownStatistics, traceStatisticsRow } from './trace-statistics.ts'

const keyOfTrace = z
  .tuple([exactInstant, z.string(), z.number()])
  .transform(([start_time, id, io_bytes]) => ({ id, start_time, io_bytes }))
/** `io_bytes` are those of its input and output. */
export type KeyOfTrace = z.output<typeof keyOfTrace>

/**
 * What the observations of one trace add up to, and their keys by start time, at most `maxObservationsOfTrace`: in one
 * statement, because to find the rows is most of the work. No row where it has none.
 */
export const askKeysOfTrace = defineQuestion({
  name: 'observations/keys-of-trace',
  params: projectScope.extend({ traceId: z.string() }),
  row: traceStatisticsRow.extend({ keys: z.array(keyOfTrace) }),
  sql: ({ projectId, traceId }, bind) => `
  SELECT trace_id, ${shownStatistics},
    groupArraySorted(${maxObservationsOfTrace})((observations.start_time, id, io_bytes)) AS keys
  FROM observations FINAL
  WHERE ${ofTraces({ projectId, traceIds: [traceId] }, bind)}
  GROUP BY trace_id`,
})
