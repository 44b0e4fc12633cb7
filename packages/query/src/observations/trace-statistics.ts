import { observationLevels } from '@kansoku/contracts'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { decimal, flag } from '../sql/values.ts'
import { inputCost, isModelCall, levelRank, outputCost } from './measures.ts'
import { ofTraces, someTraces } from './of-traces.ts'

/**
 * What the observations of a trace add up to, over rows grouped by trace. Latency is from the first start to the
 * last end; null while nothing has ended. `total_cost` is null where nothing has a price.
 */
const statistics = {
  observation_count: 'count()',
  error_count: "countIf(level = 'ERROR')",
  warning_count: "countIf(level = 'WARNING')",
  default_count: "countIf(level = 'DEFAULT')",
  debug_count: "countIf(level = 'DEBUG')",
  level_rank: `max(${levelRank})`,
  // Whole milliseconds: a fallback begins at the very instant in which the attempt before it ended.
  recovered: `countIf(level = 'ERROR') > 0 AND countIf(level = 'ERROR' AND NOT ${isModelCall}) = 0
      AND maxIf(toUnixTimestamp64Milli(start_time), level != 'ERROR' AND ${isModelCall} AND end_time IS NOT NULL)
        >= maxIf(toUnixTimestamp64Milli(ifNull(end_time, start_time)), level = 'ERROR')`,
  // Newer engines take greatest(0, NULL) for 0.
  latency:
    'if(max(end_time) IS NULL, NULL, greatest(0, max(toUnixTimestamp64Micro(end_time)) - min(toUnixTimestamp64Micro(start_time)))) / 1e6',
  input_tokens: 'sum(input_tokens)',
  output_tokens: 'sum(output_tokens)',
  cache_read_tokens: 'sum(cache_read_tokens)',
  cache_write_tokens: 'sum(cache_write_tokens)',
  total_tokens: 'sum(total_tokens)',
  input_cost: `sum(${inputCost})`,
  output_cost: `sum(${outputCost})`,
  total_cost: 'toFloat64(sum(total_cost))',
  models: 'arraySort(groupUniqArray(50)(provided_model_name))',
} as const

function select(names: readonly string[]): string {
  return Object.entries(statistics)
    .filter(([name]) => names.includes(name))
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(',\n    ')
}

/** All of them, for a subquery: the engine computes those that the statement around it uses. */
export const allStatistics = select(Object.keys(statistics))

export const traceStatisticsRow = z.object({
  trace_id: z.string(),
  observation_count: z.number(),
  error_count: z.number(),
  level_rank: z.number(),
  recovered: flag,
  latency: z.number().nullable(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_write_tokens: z.number(),
  total_tokens: z.number(),
  total_cost: decimal.nullable(),
  models: z.array(z.string()),
})

/** Those that lists and details show. */
export const shownStatistics = select(Object.keys(traceStatisticsRow.shape))

/** How long a trace took, in seconds, and what it cost, in US dollars. */
export const traceMeasuresRow = traceStatisticsRow.pick({ latency: true, total_cost: true })
export const traceMeasures = select(Object.keys(traceMeasuresRow.shape))

/** Statistics of the named traces. Traces without observations have no row. */
export const askTraceStatistics = defineQuestion({
  name: 'observations/trace-statistics',
  params: someTraces,
  row: traceStatisticsRow,
  sql: (traces, bind) => `
  SELECT trace_id, ${shownStatistics}
  FROM observations FINAL WHERE ${ofTraces(traces, bind)}
  GROUP BY trace_id`,
})

export interface TraceStatistics {
  readonly observationCount: number
  readonly errorCount: number
  readonly level: (typeof observationLevels)[number]
  /** Nothing failed but calls of models, and one that began after the last of them did not. */
  readonly recovered: boolean
  /** Seconds. */
  readonly latency: number | null
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly totalTokens: number
  /** US dollars. */
  readonly totalCost: number | null
  readonly models: readonly string[]
}

type Row = z.output<typeof traceStatisticsRow>

export function toTraceStatistics(row: Row | undefined): TraceStatistics {
  return {
    observationCount: row?.observation_count ?? 0,
    errorCount: row?.error_count ?? 0,
    level: observationLevels[row?.level_rank ?? 1] ?? 'DEFAULT',
    recovered: row?.recovered ?? false,
    latency: row?.latency ?? null,
    inputTokens: row?.input_tokens ?? 0,
    outputTokens: row?.output_tokens ?? 0,
    cacheReadTokens: row?.cache_read_tokens ?? 0,
    cacheWriteTokens: row?.cache_write_tokens ?? 0,
    totalTokens: row?.total_tokens ?? 0,
    totalCost: row?.total_cost ?? null,
    models: row?.models ?? [],
  }
}
