import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { mergeSketches, quantilesOf, sketchCell, sketchOf } from '../days/sketch.ts'
import { isModelCall, latencySeconds, timeToFirstTokenSeconds } from '../observations/measures.ts'
import { askTileByDay, type Tile } from './ask-tile.ts'
import { bucketOf, sumOf } from './buckets.ts'
import { askLatency, type LatencyRow } from './latency.ts'
import type { DashboardScope } from './scope.ts'

const dayRow = z.object({
  model: z.string(),
  bucket: z.number(),
  calls: z.number(),
  seconds: z.number(),
  latencies: sketchCell,
  first_tokens: sketchCell,
})
type DayRow = z.output<typeof dayRow>

const latencies = (bucketSeconds: number): Tile<DayRow> => ({
  ...{ name: 'dashboard/latency-by-day', table: 'observations', time: 'start_time' },
  reads: { observations: [0, 0] },
  row: dayRow,
  sql: ({ select, group, where }, bind) => `
  SELECT ${select}ifNull(provided_model_name, 'unknown') AS model,
    ${bucketOf('start_time', bind.count(bucketSeconds))} AS bucket,
    count() AS calls, sum(assumeNotNull(${latencySeconds})) AS seconds,
    ${sketchOf(latencySeconds)} AS latencies, ${sketchOf(timeToFirstTokenSeconds)} AS first_tokens
  FROM observations FINAL
  WHERE ${where} AND ${isModelCall} AND end_time IS NOT NULL
  GROUP BY ${group}model, bucket`,
})

/**
 * Response times per bucket, per model, and per both: exact or sampled from all calls, and beyond what that is fast
 * for, added up from days, to a hundredth.
 */
export async function getLatencyRows(
  store: AnalyticsStore,
  { bucketSeconds, ...scope }: DashboardScope & { readonly bucketSeconds: number },
): Promise<readonly LatencyRow[]> {
  const days = await askTileByDay(store, scope, latencies(bucketSeconds))
  if (!days) return askLatency(store, { ...scope, bucketSeconds })
  const grouped = (by_model: boolean, by_bucket: boolean) => {
    const keyOf = ({ model, bucket }: DayRow) => `${by_bucket ? bucket : ''} ${by_model ? model : ''}`
    return Map.groupBy(days, keyOf)
      .values()
      .map((rows) => ({ by_model, by_bucket, ...mergeRows(rows) }))
  }
  return [...grouped(false, true), ...grouped(true, false), ...grouped(true, true)]
}

function mergeRows(rows: readonly DayRow[]): Omit<LatencyRow, 'by_model' | 'by_bucket'> {
  const [{ model, bucket } = { model: '', bucket: 0 }] = rows
  const calls = sumOf(rows, ({ calls }) => calls)
  const merged = mergeSketches(rows.map(({ latencies }) => latencies))
  const firstTokens = mergeSketches(rows.map(({ first_tokens }) => first_tokens))
  return {
    ...{ model, bucket, calls },
    avg: sumOf(rows, ({ seconds }) => seconds) / calls,
    percentiles: quantilesOf(merged, [0.5, 0.9, 0.95, 0.99]),
    time_to_first_token: quantilesOf(firstTokens, [0.5]),
  }
}
