import type { MetricsAggregation } from '@kansoku/contracts'
import type { Measure } from './view.ts'

export const quantiles = { p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 } as const

/**
 * SQL of an aggregate over the rows of a group; nulls do not count. Quantiles are exact up to 8192 values and sampled
 * beyond. `bins` is a checked integer.
 */
export function aggregate(aggregation: MetricsAggregation, measure: Measure, bins: number): string {
  const { sql, identity } = measure
  switch (aggregation) {
    case 'sum':
    case 'avg':
    case 'max':
    case 'min':
      return `${aggregation}(${sql})`
    case 'count':
      return identity ? `uniqExact(${identity})` : `count(${sql})`
    case 'uniq':
      return `uniqExact(${identity ?? sql})`
    case 'histogram':
      return `histogram(${Math.trunc(bins)})(toFloat64(${sql}))`
    case 'p50':
    case 'p75':
    case 'p90':
    case 'p95':
    case 'p99':
      return `quantile(${quantiles[aggregation]})(${sql})`
  }
}

/** What a group without rows has: nothing counted, and no value. */
export function emptyValue(aggregation: MetricsAggregation): number | null | [] {
  if (aggregation === 'histogram') return []
  return aggregation === 'count' || aggregation === 'uniq' || aggregation === 'sum' ? 0 : null
}
