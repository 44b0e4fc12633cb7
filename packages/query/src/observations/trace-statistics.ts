import { observationLevels } from '@kansoku/contracts'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { decimal } from '../sql/values.ts'
import { inputCost, levelRank, outputCost } from './measures.ts'

/**
 * What the observations of a trace add up to, over rows grouped by `trace_id`. Latency is from the first start to the
 * last end; null while nothing has ended. `total_cost` is null where nothing has a price.
 */
export const statisticsColumns = `count() AS observation_count,
    countIf(level = 'ERROR') AS error_count,
    countIf(level = 'WARNING') AS warning_count,
    countIf(level = 'DEFAULT') AS default_count,
    countIf(level = 'DEBUG') AS debug_count,
    max(${levelRank}) AS level_rank,
    greatest(0, max(toUnixTimestamp64Micro(end_time)) - min(toUnixTimestamp64Micro(start_time))) / 1e6 AS latency,
    sum(input_tokens) AS input_tokens,
    sum(output_tokens) AS output_tokens,
    sum(cache_read_tokens) AS cache_read_tokens,
    sum(cache_write_tokens) AS cache_write_tokens,
    sum(total_tokens) AS total_tokens,
    sum(${inputCost}) AS input_cost,
    sum(${outputCost}) AS output_cost,
    toFloat64(sum(total_cost)) AS total_cost,
    arraySort(groupUniqArray(50)(provided_model_name)) AS models`

/** Statistics of the named traces. Traces without observations have no row. */
export const askTraceStatistics = defineQuestion({
  name: 'observations/trace-statistics',
  params: projectScope.extend({ traceIds: z.array(z.string()) }),
  row: z.object({
    trace_id: z.string(),
    observation_count: z.number(),
    error_count: z.number(),
    level_rank: z.number(),
    latency: z.number().nullable(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    cache_read_tokens: z.number(),
    cache_write_tokens: z.number(),
    total_tokens: z.number(),
    total_cost: decimal.nullable(),
    models: z.array(z.string()),
  }),
  // The hours come first, by the index on trace ids: FINAL would read every granule that overlaps with a hit.
  sql: ({ projectId, traceIds }, bind) => {
    const project = inProject({ projectId }, bind)
    const ids = bind.texts(traceIds)
    return `
  SELECT trace_id, ${statisticsColumns}
  FROM observations FINAL
  WHERE ${project} AND trace_id IN ${ids}
    AND toStartOfHour(start_time) IN (
      SELECT toStartOfHour(start_time) FROM observations WHERE ${project} AND trace_id IN ${ids})
  GROUP BY trace_id`
  },
})

export interface TraceStatistics {
  readonly observationCount: number
  readonly errorCount: number
  readonly level: (typeof observationLevels)[number]
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

type Row = Awaited<ReturnType<typeof askTraceStatistics>>[number]

export function toTraceStatistics(row: Row | undefined): TraceStatistics {
  return {
    observationCount: row?.observation_count ?? 0,
    errorCount: row?.error_count ?? 0,
    level: observationLevels[row?.level_rank ?? 1] ?? 'DEFAULT',
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
