import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { exactInstant } from '../sql/values.ts'
import { ofTraces } from './of-traces.ts'
import { maxObservationsOfTrace } from './trace-nodes.ts'

const keyOfTrace = z.object({ id: z.string(), start_time: exactInstant, io_bytes: z.number() })
export type KeyOfTrace = z.output<typeof keyOfTrace>

/** Keys of the observations of one trace, by start time, with the bytes of their input and output. */
export const askObservationKeysOfTrace = defineQuestion({
  name: 'observations/keys-of-trace',
  params: projectScope.extend({ traceId: z.string() }),
  row: keyOfTrace,
  sql: ({ projectId, traceId }, bind) => `
  SELECT id, start_time, io_bytes
  FROM observations FINAL
  WHERE ${ofTraces({ projectId, traceIds: [traceId] }, bind)}
  ORDER BY start_time, id LIMIT ${bind.count(maxObservationsOfTrace)}`,
})
