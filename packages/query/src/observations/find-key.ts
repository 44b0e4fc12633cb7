import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { exactInstant } from '../sql/values.ts'

/** Where the observation of that id lies, optionally of that trace; no row when there is none. */
export const askObservationKey = defineQuestion({
  name: 'observations/key',
  access: 'lookup',
  params: projectScope.extend({ observationId: z.string(), traceId: z.string().optional() }),
  row: z.object({ id: z.string(), trace_id: z.string(), start_time: exactInstant }),
  sql: ({ projectId, observationId, traceId }, bind) => `
  SELECT id, trace_id, start_time
  FROM observations FINAL
  WHERE ${inProject({ projectId }, bind)} AND id = ${bind.text(observationId)}
    ${traceId === undefined ? '' : `AND trace_id = ${bind.text(traceId)}`}
  LIMIT 1`,
})
