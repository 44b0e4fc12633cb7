import { emptyValue } from './aggregation.ts'
import { bucketNumberOf, bucketStart } from './granularity.ts'
import { bucketAlias, dimensionAlias, metricAlias, timeDimension } from './order.ts'
import type { MetricsPlan } from './plan.ts'
import type { Dimension } from './view.ts'

/** A row of the statement: cells by alias. */
export type MetricsCells = Readonly<Record<string, unknown>>
export type MetricsRow = Record<string, unknown>

/** Rows as the API answers them, with a row for each bucket that has none where the plan fills them. */
export function presentRows(
  plan: MetricsPlan,
  rows: readonly MetricsCells[],
  range: { readonly from: string; readonly to: string; readonly limit: number },
): MetricsRow[] {
  const presented = plan.fill ? fillBuckets(plan, rows, range) : rows
  return presented.slice(0, range.limit).map((cells) => presentRow(plan, cells))
}

function presentRow({ dimensions, metrics, granularity }: MetricsPlan, cells: MetricsCells): MetricsRow {
  const row: MetricsRow = {}
  for (const [index, { name, dimension }] of dimensions.entries()) {
    row[name] = dimensionValue(dimension, cells[dimensionAlias(index)])
  }
  if (granularity) row[timeDimension] = bucketStart(Number(cells[bucketAlias]), granularity)
  for (const [index, { key, aggregation }] of metrics.entries()) {
    const value = cells[metricAlias(index)]
    row[key] = value === undefined ? emptyValue(aggregation) : metricValue(value)
  }
  return row
}

function dimensionValue({ kind, unnest }: Dimension, value: unknown): unknown {
  if (kind === 'texts' && !unnest) return value ?? []
  if (value === null || value === undefined) return null
  return kind === 'flag' ? Boolean(value) : value
}

/** Decimals arrive as text; histograms are lists of numbers. */
function metricValue(value: unknown): unknown {
  return typeof value === 'string' ? Number(value) : value
}

/**
 * Rows by time with those of empty buckets between them, at most `limit`. The bucket of the range's end appears only
 * where it has rows, as with Langfuse's `WITH FILL`.
 */
function fillBuckets(
  { granularity }: MetricsPlan,
  rows: readonly MetricsCells[],
  { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number },
): MetricsCells[] {
  if (!granularity) return [...rows]
  const end = bucketNumberOf(to, granularity)
  const filled: MetricsCells[] = []
  let next = bucketNumberOf(from, granularity)
  for (const row of rows) {
    const bucket = Number(row[bucketAlias])
    for (; next < bucket && filled.length < limit; next++) filled.push({ [bucketAlias]: next })
    filled.push(row)
    next = bucket + 1
  }
  for (; next < end && filled.length < limit; next++) filled.push({ [bucketAlias]: next })
  return filled
}
