import type { MetricsAggregation } from '@kansoku/contracts'
import type { MetricsPlan } from './plan.ts'

const withinADay: ReadonlySet<string> = new Set(['minute', 'hour', 'day'])

/** Whether one group may have rows of several days. */
export const spansDays = ({ granularity }: Pick<MetricsPlan, 'granularity'>): boolean =>
  granularity === undefined || !withinADay.has(granularity)

const distributions: ReadonlySet<MetricsAggregation> = new Set([
  'p50',
  'p75',
  'p90',
  'p95',
  'p99',
  'histogram',
])

/** Aggregates that say how values are distributed. */
export const isDistribution = (aggregation: MetricsAggregation): boolean => distributions.has(aggregation)
