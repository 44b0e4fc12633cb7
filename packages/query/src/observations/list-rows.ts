import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { decimal, instant, storedLevel, storedType } from '../sql/values.ts'
import { latencySeconds, timeToFirstTokenSeconds, tokensPerSecond } from './measures.ts'
import { observationKey, ofKeys } from './of-keys.ts'

/** Of a long text its beginning, and its end, where the last message of a conversation stands. In characters. */
const beginning = 2_000
const end = 8_000

const excerpt = (column: string) =>
  `if(length(${column}) <= ${beginning + end}, ${column},
      concat(substringUTF8(${column}, 1, ${beginning}), rightUTF8(${column}, ${end})))`

/**
 * The columns of lists, with what previews of input and output are made of, in no order, for keys that a question with
 * FINAL has found. Without FINAL for the same reason as `askObservationRecords`.
 */
export const askObservationListRows = defineQuestion({
  name: 'observations/list-rows',
  access: 'scattered',
  params: projectScope.extend({ keys: z.array(observationKey) }),
  row: z.object({
    id: z.string(),
    trace_id: z.string(),
    parent_observation_id: z.string().nullable(),
    type: storedType,
    name: z.string().nullable(),
    start_time: instant,
    end_time: instant.nullable(),
    latency: z.number().nullable(),
    time_to_first_token: z.number().nullable(),
    tokens_per_second: z.number().nullable(),
    environment: z.string(),
    level: storedLevel,
    status_message: z.string().nullable(),
    version: z.string().nullable(),
    release: z.string().nullable(),
    provided_model_name: z.string().nullable(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    cache_read_tokens: z.number(),
    cache_write_tokens: z.number(),
    total_tokens: z.number(),
    total_cost: decimal.nullable(),
    prompt_name: z.string().nullable(),
    prompt_version: z.number().nullable(),
    tool_call_names: z.array(z.string()),
    input_excerpt: z.string().nullable(),
    output_excerpt: z.string().nullable(),
  }),
  sql: ({ projectId, keys }, bind) => `
  SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time,
    ${latencySeconds} AS latency, ${timeToFirstTokenSeconds} AS time_to_first_token,
    ${tokensPerSecond} AS tokens_per_second, environment, level, status_message, version, release,
    provided_model_name, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, total_tokens,
    total_cost, prompt_name, prompt_version, tool_call_names,
    ${excerpt('input')} AS input_excerpt, ${excerpt('output')} AS output_excerpt
  FROM observations
  ${ofKeys({ projectId, keys }, bind)}`,
})
