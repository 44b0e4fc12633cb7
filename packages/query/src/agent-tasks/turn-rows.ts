import { z } from 'zod'
import { latencySeconds, timeToFirstTokenSeconds } from '../observations/measures.ts'
import { defineQuestion } from '../question.ts'
import { hoursFirst } from '../sql/hours-first.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { decimal, decimals, instant, storedLevel } from '../sql/values.ts'
import { newMessages } from './new-messages.ts'

/** Most turns that one task shows. */
export const mostTurns = 1_000

/** More of what a single call added, in bytes, is left where it lies. */
const longest = 4_000_000

const turnRow = z.object({
  id: z.string(),
  trace_id: z.string(),
  start_time: instant,
  end_time: instant.nullable(),
  latency: z.number().nullable(),
  time_to_first_token: z.number().nullable(),
  level: storedLevel,
  status_message: z.string().nullable(),
  provided_model_name: z.string().nullable(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_write_tokens: z.number(),
  cost_details: decimals,
  total_cost: decimal.nullable(),
  output: z.string().nullable(),
  new_messages: z.array(z.string()),
})
export type TurnRow = z.output<typeof turnRow>

/** Calls of models of a session, the oldest first, each with its answer and what it says beyond the call before it. */
export const askTurnRows = defineQuestion({
  name: 'agent-tasks/turns',
  params: projectScope.extend({ sessionId: z.string() }),
  row: turnRow,
  sql: ({ projectId, sessionId }, bind) => {
    const project = inProject({ projectId }, bind)
    const traces = `${project} AND session_id = ${bind.text(sessionId)}`
    const calls = `${project} AND hash_of_trace IN (SELECT hash_of_id FROM traces FINAL WHERE ${hoursFirst(traces)})`
    return `
  SELECT id, trace_id, start_time, end_time, ${latencySeconds} AS latency,
    ${timeToFirstTokenSeconds} AS time_to_first_token, level, status_message, provided_model_name, input_tokens,
    output_tokens, cache_read_tokens, cache_write_tokens, cost_details, total_cost,
    if(length(output) > ${longest}, NULL, output) AS output,
    if(arraySum(arrayMap(message -> length(message), ${newMessages} AS said)) > ${longest}, [], said) AS new_messages
  FROM observations FINAL
  WHERE ${calls} AND type = 'GENERATION'
    AND toStartOfHour(start_time) IN (SELECT toStartOfHour(start_time) FROM observations WHERE ${calls})
  ORDER BY start_time, id LIMIT ${bind.count(mostTurns)}`
  },
})
