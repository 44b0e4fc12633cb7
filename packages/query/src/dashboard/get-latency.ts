import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { groupBuckets, timelineOf } from './buckets.ts'
import { chartedModels } from './get-model-usage.ts'
import type { LatencyRow } from './latency.ts'
import { getLatencyRows } from './latency-by-day.ts'
import { dashboardScope } from './scope.ts'

/** Seconds; null where no call finished. */
export interface Percentiles {
  readonly avg: number | null
  readonly p50: number | null
  readonly p90: number | null
  readonly p95: number | null
  readonly p99: number | null
}

export interface ModelLatency extends Percentiles {
  readonly model: string
  readonly calls: number
  readonly timeToFirstTokenP50: number | null
}

export interface Latency {
  readonly bucketSeconds: number
  readonly points: (Percentiles & { time: string })[]
  /** The most used first. */
  readonly models: ModelLatency[]
  /** Of the ten most used models. */
  readonly modelPoints: (Percentiles & { time: string; model: string })[]
}

/** Response times of model calls over time, per model, and both. */
export async function getLatency(
  store: AnalyticsStore,
  scope: z.input<typeof dashboardScope>,
): Promise<Latency> {
  const timeline = timelineOf(scope)
  const { bucketSeconds } = timeline
  const rows = await getLatencyRows(store, { ...dashboardScope.parse(scope), bucketSeconds })
  const models = rows
    .filter(({ by_model, by_bucket }) => by_model && !by_bucket)
    .map(toModelLatency)
    .sort((a, b) => b.calls - a.calls || (a.model < b.model ? -1 : 1))
  const overall = rows.filter(({ by_model, by_bucket }) => by_bucket && !by_model)
  const perModel = Map.groupBy(
    rows.filter(({ by_model, by_bucket }) => by_model && by_bucket),
    ({ model }) => model,
  )
  return {
    bucketSeconds,
    points: groupBuckets(timeline, overall, (time, [row]) => ({ time, ...toPercentiles(row) })),
    models,
    modelPoints: models.slice(0, chartedModels).flatMap(({ model }) =>
      groupBuckets(timeline, perModel.get(model) ?? [], (time, [row]) => ({
        time,
        model,
        ...toPercentiles(row),
      })),
    ),
  }
}

function toPercentiles(row: LatencyRow | undefined): Percentiles {
  const [p50 = null, p90 = null, p95 = null, p99 = null] = row?.percentiles ?? []
  return { avg: row?.avg ?? null, p50, p90, p95, p99 }
}

function toModelLatency(row: LatencyRow): ModelLatency {
  const { model, calls, time_to_first_token } = row
  return { model, calls, ...toPercentiles(row), timeToFirstTokenP50: time_to_first_token[0] ?? null }
}
