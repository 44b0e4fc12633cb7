import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { counts, decimal, decimals, instant, storedLevel, storedType, texts } from '../sql/values.ts'
import { inputCost, latencySeconds, outputCost, timeToFirstTokenSeconds } from './measures.ts'
import { observationKey, ofKeys } from './of-keys.ts'

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

/** Columns that are read only where they are asked for, and what comes back otherwise. */
const optional = {
  io: { input: 'NULL', output: 'NULL' },
  metadata: { metadata: 'map()' },
  model: { model_id: 'NULL', model_parameters: "''" },
  usage: {
    usage_details: 'map()',
    cost_details: 'map()',
    total_cost: 'NULL',
    input_cost: 'NULL',
    output_cost: 'NULL',
    input_tokens: '0',
    output_tokens: '0',
    total_tokens: '0',
    pricing_tier_id: 'NULL',
    pricing_tier_name: 'NULL',
  },
  prompt: { prompt_id: 'NULL', prompt_name: 'NULL', prompt_version: 'NULL' },
}
/** Groups of columns that an observation can be read without, under the names of Langfuse's groups of fields. */
export const recordGroups = Object.keys(optional) as (keyof typeof optional)[]
const computed: Readonly<Record<string, string>> = { input_cost: inputCost, output_cost: outputCost }

function select(asked: readonly string[]): string {
  return recordGroups
    .flatMap((group) =>
      Object.entries(optional[group]).map(([column, otherwise]) => {
        const value = asked.includes(group) ? computed[column] : otherwise
        return value === undefined ? column : `${value} AS ${column}`
      }),
    )
    .join(', ')
}

/**
 * Whole observations, in no order, for keys that a question with FINAL has found. Without FINAL the engine reads the
 * long columns of these rows only, not of all their neighbours: the highest version wins here too.
 */
export const askObservationRecords = defineQuestion({
  name: 'observations/records',
  params: projectScope.extend({
    keys: z.array(observationKey),
    /** The rest comes back empty. */
    groups: z.array(z.enum(recordGroups)).default(recordGroups),
  }),
  row: observationRecord.extend({ row_version: z.number() }),
  sql: ({ projectId, keys, groups }, bind) => `
  SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time, completion_start_time,
    ${latencySeconds} AS latency, ${timeToFirstTokenSeconds} AS time_to_first_token,
    environment, level, status_message, version, release, provided_model_name, created_at, updated_at, row_version,
    ${select(groups)}
  FROM observations
  ${ofKeys({ projectId, keys }, bind)}`,
})
