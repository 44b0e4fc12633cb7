import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { counts, decimal, decimals, instant, storedLevel, storedType } from '../sql/values.ts'
import { latencySeconds, timeToFirstTokenSeconds } from './measures.ts'
import { ofTraces } from './of-traces.ts'

export const observationNodeRow = z.object({
  id: z.string(),
  trace_id: z.string(),
  parent_observation_id: z.string().nullable(),
  type: storedType,
  name: z.string().nullable(),
  start_time: instant,
  end_time: instant.nullable(),
  completion_start_time: instant.nullable(),
  latency: z.number().nullable(),
  time_to_first_token: z.number().nullable(),
  level: storedLevel,
  status_message: z.string().nullable(),
  provided_model_name: z.string().nullable(),
  usage_details: counts,
  cost_details: decimals,
  total_cost: decimal.nullable(),
})
export type ObservationNodeRow = z.output<typeof observationNodeRow>

/** Most observations that one trace shows. Source: Langfuse's cap. */
export const maxObservationsOfTrace = 20_000

/** The observations of a trace without input, output and metadata, by start time. */
export const askTraceNodes = defineQuestion({
  name: 'observations/trace-nodes',
  access: 'lookup',
  params: projectScope.extend({ traceId: z.string() }),
  row: observationNodeRow,
  sql: ({ projectId, traceId }, bind) => `
  SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time, completion_start_time,
    ${latencySeconds} AS latency, ${timeToFirstTokenSeconds} AS time_to_first_token, level, status_message,
    provided_model_name, usage_details, cost_details, total_cost
  FROM observations FINAL
  WHERE ${ofTraces({ projectId, traceIds: [traceId] }, bind)}
  ORDER BY start_time, id LIMIT ${bind.count(maxObservationsOfTrace)}`,
})
