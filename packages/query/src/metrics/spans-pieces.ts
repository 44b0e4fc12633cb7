import type { MetricsAggregation } from '@kansoku/contracts'
import type { MetricsPlan } from './plan.ts'
import type { PlannedMetric } from './view.ts'

const withinAnHour: ReadonlySet<string> = new Set(['minute', 'hour'])

/** Whether one group may have rows of several days. */
export const spansDays = ({ granularity }: Pick<MetricsPlan, 'granularity'>): boolean =>
  granularity !== 'day' && !(granularity && withinAnHour.has(granularity))

/**
 * Whether the answer is put together from hours where days are cut, too. Not where something distinct is counted by day:
 * hours do not tell how many a day has.
 */
export const isKeptByHour = ({
  granularity,
  metrics,
}: Pick<MetricsPlan, 'granularity' | 'metrics'>): boolean =>
  granularity !== 'day' || !metrics.some(countsDistinct)

/** Whether one group may have rows of several days or hours: then its distributions are sketches. */
export const spansPieces = (plan: Pick<MetricsPlan, 'granularity' | 'metrics'>): boolean =>
  spansDays(plan) || (plan.granularity === 'day' && isKeptByHour(plan))

export function countsDistinct({ aggregation, measure }: PlannedMetric): boolean {
  return aggregation === 'uniq' || (aggregation === 'count' && measure.identity !== undefined)
}

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
