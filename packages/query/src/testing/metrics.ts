import type { MetricsQuery } from '@kansoku/contracts'

/** `sum_totalCost` as the API's pair of aggregation and measure. */
export function metric(key: string): MetricsQuery['metrics'][number] {
  const [aggregation = '', ...measure] = key.split('_')
  return {
    aggregation: aggregation as MetricsQuery['metrics'][number]['aggregation'],
    measure: measure.join('_'),
  }
}

/** A question over 20 November 2026. */
export function question(
  view: MetricsQuery['view'],
  {
    by = [],
    metrics = ['count_count'],
    ...given
  }: Partial<Omit<MetricsQuery, 'metrics'>> & {
    readonly by?: readonly string[]
    readonly metrics?: readonly string[]
  } = {},
): MetricsQuery {
  return {
    view,
    dimensions: by.map((field) => ({ field })),
    metrics: metrics.map(metric),
    filters: [],
    timeDimension: null,
    fromTimestamp: '2026-11-20T00:00:00.000Z',
    toTimestamp: '2026-11-20T23:59:59.999Z',
    orderBy: null,
    ...given,
  }
}
