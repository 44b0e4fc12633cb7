import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { latencySeconds, timeToFirstTokenSeconds } from '../observations/measures.ts'
import { observationKey, ofKeys } from '../observations/of-keys.ts'
import { defineQuestion } from '../question.ts'
import { hoursFirst } from '../sql/hours-first.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { decimal, decimals, instant, storedLevel } from '../sql/values.ts'
import { newMessages } from './new-messages.ts'

/** Most turns that one task shows. */
const mostTurns = 1_000

/** More of what a single call said or added, in bytes, is left where it lies. */
const longest = 4_000_000

/** Texts of a task beyond this, in bytes and from the oldest on, are left where they lie as well. */
const longestTask = 64_000_000

const turnFigures = z.object({
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
})

const turnTexts = z.object({
  id: z.string(),
  output: z.string().nullable(),
  new_messages: z.array(z.string()),
  is_left_out: z.boolean(),
})

export type TurnRow = z.output<typeof turnFigures> & Omit<z.output<typeof turnTexts>, 'id'>

/** Calls of models of a session, the oldest first, named by their sort keys so that FINAL reads no others. */
const askTurnFigures = defineQuestion({
  name: 'agent-tasks/turn-figures',
  params: projectScope.extend({ sessionId: z.string() }),
  row: turnFigures,
  sql: ({ projectId, sessionId }, bind) => {
    const project = inProject({ projectId }, bind)
    const traces = `${project} AND session_id = ${bind.text(sessionId)}`
    return `
  SELECT id, trace_id, start_time, end_time, ${latencySeconds} AS latency,
    ${timeToFirstTokenSeconds} AS time_to_first_token, level, status_message, provided_model_name, input_tokens,
    output_tokens, cache_read_tokens, cache_write_tokens, cost_details, total_cost
  FROM observations FINAL
  WHERE ${project} AND type = 'GENERATION' AND (toStartOfHour(start_time), id) IN (
    SELECT toStartOfHour(start_time), id FROM observations
    WHERE ${project} AND hash_of_trace IN (SELECT hash_of_id FROM traces FINAL WHERE ${hoursFirst(traces)}))
  ORDER BY start_time, id LIMIT ${bind.count(mostTurns)}`
  },
})

/** What the named calls answered, and what they say beyond the call before them. Without FINAL, as long texts are read. */
const askTurnTexts = defineQuestion({
  name: 'agent-tasks/turn-texts',
  params: projectScope.extend({ keys: z.array(observationKey) }),
  row: turnTexts,
  sql: ({ projectId, keys }, bind) => `
  SELECT id, if(is_beyond, NULL, answer) AS output, if(is_beyond, [], added) AS new_messages,
    toBool(output_is_long OR added_is_long OR is_beyond) AS is_left_out
  FROM (
    SELECT id, answer, added, output_is_long, added_is_long,
      sum(length(ifNull(answer, '')) + arraySum(message -> length(message), added))
        OVER (ORDER BY start_time, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) > ${longestTask} AS is_beyond
    FROM (
      SELECT id, start_time, length(ifNull(output, '')) > ${longest} AS output_is_long,
        if(output_is_long, NULL, output) AS answer, ${newMessages} AS said,
        arraySum(message -> length(message), said) > ${longest} AS added_is_long,
        if(added_is_long, [], said) AS added
      FROM observations
      ${ofKeys({ projectId, keys }, bind)}
    )
  )`,
})

/** Calls of models of a session, the oldest first and at most a thousand, each with what it adds to the conversation. */
export async function askTurnRows(
  store: AnalyticsStore,
  task: { readonly projectId: string; readonly sessionId: string },
): Promise<TurnRow[]> {
  const figures = await askTurnFigures(store, task)
  if (figures.length === 0) return []
  const texts = await askTurnTexts(store, { projectId: task.projectId, keys: figures })
  const textsById = new Map(texts.map((row) => [row.id, row]))
  return figures.map((row) => {
    const { output = null, new_messages = [], is_left_out = false } = textsById.get(row.id) ?? {}
    return { ...row, output, new_messages, is_left_out }
  })
}
