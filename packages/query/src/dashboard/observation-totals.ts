import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { mergeSketches, quantilesOf, sketchCell, sketchOf } from '../days/sketch.ts'
import { isModelCall, latencySeconds } from '../observations/measures.ts'
import { decimal } from '../sql/values.ts'
import { askTileAtOnce, askTileByDay, type Tile } from './ask-tile.ts'
import { sumOf } from './buckets.ts'
import type { DashboardScope } from './scope.ts'

const sums = z.object({
  generations: z.number(),
  total_cost: decimal.nullable(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_write_tokens: z.number(),
})

export interface ObservationTotals extends Omit<z.output<typeof sums>, 'total_cost'> {
  readonly total_cost: number
  /** Seconds of finished model calls, p50 and p95. */
  readonly latency: readonly (number | null)[]
}

/** Sums of all observations; `latency` is SQL over finished model calls. */
function totals<Row extends object>(name: string, row: z.ZodType<Row>, latency: string): Tile<Row> {
  return {
    ...{ name, table: 'observations', time: 'start_time' },
    reads: { observations: [0, 0] },
    row,
    sql: ({ select, group, where, byDay }) => `
  SELECT ${select}countIf(${isModelCall}) AS generations, sum(total_cost) AS total_cost,
    sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
    sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
    ${latency} AS latency
  FROM observations FINAL WHERE ${where}
  ${byDay ? `GROUP BY ${group.replace(', ', '')}` : ''}`,
  }
}

const shares = [0.5, 0.95]
const atOnce = totals(
  'dashboard/observation-totals',
  sums.extend({ latency: z.array(z.number().nullable()) }),
  `quantilesIf(${shares.join(', ')})(${latencySeconds}, ${isModelCall})`,
)
const byDay = totals(
  'dashboard/observation-totals-by-day',
  sums.extend({ latency: sketchCell }),
  sketchOf(latencySeconds, isModelCall),
)

/** What the observations of a range add up to. */
export async function getObservationTotals(
  store: AnalyticsStore,
  scope: DashboardScope,
): Promise<ObservationTotals> {
  const days = await askTileByDay(store, scope, byDay)
  const rows = days ?? (await askTileAtOnce(store, scope, atOnce))
  const sketch = days && mergeSketches(days.map(({ latency }) => latency))
  const sum = (pick: (row: (typeof rows)[number]) => number) => sumOf<(typeof rows)[number]>(rows, pick)
  return {
    generations: sum((row) => row.generations),
    total_cost: sum((row) => row.total_cost ?? 0),
    input_tokens: sum((row) => row.input_tokens),
    output_tokens: sum((row) => row.output_tokens),
    cache_read_tokens: sum((row) => row.cache_read_tokens),
    cache_write_tokens: sum((row) => row.cache_write_tokens),
    latency: sketch ? quantilesOf(sketch, shares) : ((rows[0]?.latency ?? []) as (number | null)[]),
  }
}
