import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { sumOf, type Timeline, timelineOf } from './buckets.ts'
import { askModelUsage, type ModelUsageRow } from './model-usage.ts'
import { dashboardScope } from './scope.ts'

/** How many models charts tell apart; the rest is one series, `other`. */
export const chartedModels = 10
export const otherModels = 'other'

export interface ModelTotals {
  readonly model: string
  readonly calls: number
  readonly errors: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly totalTokens: number
  /** US dollars; null when no call had a price. */
  readonly totalCost: number | null
}

export interface ModelPoint {
  readonly time: string
  readonly model: string
  readonly cost: number
  readonly tokens: number
  readonly calls: number
}

/** Totals per model, the most expensive first, and their course over time without gaps. */
export async function getModelUsage(
  store: AnalyticsStore,
  scope: z.input<typeof dashboardScope>,
): Promise<{ bucketSeconds: number; models: ModelTotals[]; points: ModelPoint[] }> {
  const timeline = timelineOf(scope)
  const { bucketSeconds } = timeline
  const rows = await askModelUsage(store, { ...dashboardScope.parse(scope), bucketSeconds })
  return { bucketSeconds, ...modelUsageOf(timeline, rows) }
}

/** Rows per model and bucket, in totals and over time. */
export function modelUsageOf(
  timeline: Timeline,
  rows: readonly ModelUsageRow[],
): { models: ModelTotals[]; points: ModelPoint[] } {
  const models = [...Map.groupBy(rows, ({ model }) => model)]
    .map(([model, ofModel]) => totalsOf(model, ofModel))
    .sort(byCost)
  return { models, points: pointsOf(timeline, rows, models) }
}

function totalsOf(model: string, rows: readonly ModelUsageRow[]): ModelTotals {
  const sum = (pick: (row: ModelUsageRow) => number) => sumOf(rows, pick)
  const priced = rows.some(({ total_cost }) => total_cost !== null)
  return {
    model,
    calls: sum(({ calls }) => calls),
    errors: sum(({ errors }) => errors),
    inputTokens: sum(({ input_tokens }) => input_tokens),
    outputTokens: sum(({ output_tokens }) => output_tokens),
    cacheReadTokens: sum(({ cache_read_tokens }) => cache_read_tokens),
    cacheWriteTokens: sum(({ cache_write_tokens }) => cache_write_tokens),
    totalTokens: sum(({ total_tokens }) => total_tokens),
    totalCost: priced ? sum(({ total_cost }) => total_cost ?? 0) : null,
  }
}

function byCost(a: ModelTotals, b: ModelTotals): number {
  return (b.totalCost ?? -1) - (a.totalCost ?? -1) || b.calls - a.calls || (a.model < b.model ? -1 : 1)
}

function pointsOf(
  { times }: Timeline,
  rows: readonly ModelUsageRow[],
  models: readonly ModelTotals[],
): ModelPoint[] {
  const charted = models.slice(0, chartedModels).map(({ model }) => model)
  const seriesOf = (model: string) => (charted.includes(model) ? model : otherModels)
  const series = models.length > chartedModels ? [...charted, otherModels] : charted
  const groups = Map.groupBy(rows, ({ model, bucket }) => `${bucket} ${seriesOf(model)}`)
  return times.flatMap((time) =>
    series.map((model) => {
      const { totalCost, totalTokens, calls } = totalsOf(
        model,
        groups.get(`${Date.parse(time) / 1000} ${model}`) ?? [],
      )
      return { time, model, cost: totalCost ?? 0, tokens: totalTokens, calls }
    }),
  )
}
