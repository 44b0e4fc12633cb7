import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { counts, decimal, decimals, instant, storedLevel, storedType, texts } from '../sql/values.ts'
import { inputCost, latencySeconds, outputCost, timeToFirstTokenSeconds } from './measures.ts'

export const observationRecord = z.object({
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
  environment: z.string(),
  level: storedLevel,
  status_message: z.string().nullable(),
  version: z.string().nullable(),
  release: z.string().nullable(),
  input: z.string().nullable(),
  output: z.string().nullable(),
  metadata: texts,
  provided_model_name: z.string().nullable(),
  model_id: z.string().nullable(),
  model_parameters: z.string(),
  usage_details: counts,
  cost_details: decimals,
  total_cost: decimal.nullable(),
  input_cost: z.number().nullable(),
  output_cost: z.number().nullable(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  total_tokens: z.number(),
  pricing_tier_id: z.string().nullable(),
  pricing_tier_name: z.string().nullable(),
  prompt_id: z.string().nullable(),
  prompt_name: z.string().nullable(),
  prompt_version: z.number().nullable(),
  created_at: instant,
  updated_at: instant,
})
export type ObservationRecord = z.output<typeof observationRecord>

/** Where an observation lies: its hour finds it by primary key. */
export const observationKey = z.object({ id: z.string(), start_time: z.string() })

/**
 * Whole observations, in no order, for keys that a question with FINAL has found. Without FINAL the engine reads the
 * long columns of these rows only, not of all their neighbours: the highest version wins here too.
 */
export const askObservationRecords = defineQuestion({
  name: 'observations/records',
  params: projectScope.extend({
    keys: z.array(observationKey),
    /** Leave out what is not asked for: the columns come back empty. */
    io: z.boolean().default(true),
    metadata: z.boolean().default(true),
  }),
  row: observationRecord,
  sql: ({ projectId, keys, io, metadata }, bind) => `
  SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time, completion_start_time,
    ${latencySeconds} AS latency, ${timeToFirstTokenSeconds} AS time_to_first_token,
    environment, level, status_message, version, release,
    ${io ? 'input, output' : 'NULL AS input, NULL AS output'},
    ${metadata ? 'metadata' : 'map() AS metadata'},
    provided_model_name, model_id, model_parameters, usage_details, cost_details, total_cost,
    ${inputCost} AS input_cost, ${outputCost} AS output_cost, input_tokens, output_tokens, total_tokens,
    pricing_tier_id, pricing_tier_name, prompt_id, prompt_name, prompt_version, created_at, updated_at
  FROM observations
  WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(start_time) IN ${bind.hours(keys.map(({ start_time }) => start_time))}
    AND id IN ${bind.texts(keys.map(({ id }) => id))}
    AND is_deleted = 0
  ORDER BY id, row_version DESC LIMIT 1 BY id`,
})
