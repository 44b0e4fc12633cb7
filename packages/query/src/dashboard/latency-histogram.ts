import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { isModelCall, latencySeconds } from '../observations/measures.ts'
import { askTile, type Tile } from './ask-tile.ts'
import { timelineOf } from './buckets.ts'
import { dashboardScope } from './scope.ts'

/** Bins per factor of ten; the shortest bin begins at a millisecond. */
const binsPerDecade = 6
const shortest = 0.001

const row = z.object({ bin: z.number(), calls: z.number() })

const latencyBins: Tile<z.output<typeof row>> = {
  ...{ name: 'dashboard/latency-histogram', table: 'observations', time: 'start_time' },
  reads: { observations: [0, 0] },
  row,
  sql: ({ select, group, where }) => `
  SELECT ${select}toInt32(floor(log10(greatest(assumeNotNull(${latencySeconds}), ${shortest})) * ${binsPerDecade} + 1e-9)) AS bin,
    count() AS calls
  FROM observations FINAL
  WHERE ${where} AND ${isModelCall} AND end_time IS NOT NULL
  GROUP BY ${group}bin`,
}

/** Bounds in seconds, `[from, to)`. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Response times of model calls in logarithmic bins, from the fastest call to the slowest without gaps. */
export async function getLatencyHistogram(
  store: AnalyticsStore,
  scope: z.input<typeof dashboardScope>,
): Promise<Bin[]> {
  timelineOf(scope)
  const rows = await askTile(store, dashboardScope.parse(scope), latencyBins)
  if (rows.length === 0) return []
  const calls = new Map<number, number>()
  for (const row of rows) calls.set(row.bin, (calls.get(row.bin) ?? 0) + row.calls)
  const first = Math.min(...calls.keys())
  const last = Math.max(...calls.keys())
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    from: boundOf(first + index),
    to: boundOf(first + index + 1),
    count: calls.get(first + index) ?? 0,
  }))
}

function boundOf(bin: number): number {
  return Number((10 ** (bin / binsPerDecade)).toPrecision(4))
}
