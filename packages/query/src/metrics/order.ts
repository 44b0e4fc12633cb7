import type { MetricsQuery } from '@kansoku/contracts'
import { refuse } from './refuse.ts'
import type { PlannedDimension, PlannedMetric } from './view.ts'

/** A column of the statement, by the alias that `compile.ts` gives it, and its direction. */
export interface OrderTerm {
  readonly alias: string
  readonly direction: 'asc' | 'desc'
}

interface Columns {
  readonly dimensions: readonly PlannedDimension[]
  readonly metrics: readonly PlannedMetric[]
  readonly overTime: boolean
}

export const timeDimension = 'time_dimension'
export const bucketAlias = 'bucket'
export const dimensionAlias = (index: number) => `d${index}`
export const metricAlias = (index: number) => `m${index}`
/** Of the number of values that an average is made of. */
export const countAlias = (index: number) => `n${index}`

/**
 * The wanted order, or the time, or the first metric from the largest. Dimensions and time break ties, so that equal questions
 * get equal answers. Throws `invalid_request` for a field that the question does not have.
 */
export function orderOf(wanted: NonNullable<MetricsQuery['orderBy']>, columns: Columns): OrderTerm[] {
  const terms = wanted.length > 0 ? wanted.map((item) => termOf(item, columns)) : defaultOrder(columns)
  const named = new Set(terms.map(({ alias }) => alias))
  const groups = columns.dimensions.map((_, index) => dimensionAlias(index))
  const ties = [...groups, ...(columns.overTime ? [bucketAlias] : [])]
    .filter((alias) => !named.has(alias))
    .map((alias): OrderTerm => ({ alias, direction: 'asc' }))
  return [...terms, ...ties]
}

function defaultOrder({ metrics, overTime }: Columns): OrderTerm[] {
  if (overTime) return [{ alias: bucketAlias, direction: 'asc' }]
  const first = metrics.findIndex(({ aggregation }) => aggregation !== 'histogram')
  return first < 0 ? [] : [{ alias: metricAlias(first), direction: 'desc' }]
}

function termOf(
  { field, direction }: NonNullable<MetricsQuery['orderBy']>[number],
  { dimensions, metrics, overTime }: Columns,
): OrderTerm {
  if (overTime && field === timeDimension) return { alias: bucketAlias, direction }
  const dimension = dimensions.findIndex(({ name }) => name === field)
  if (dimension >= 0) return { alias: dimensionAlias(dimension), direction }
  const metric = metrics.findIndex(({ key, aggregation }) => key === field && aggregation !== 'histogram')
  if (metric >= 0) return { alias: metricAlias(metric), direction }
  const known = [
    ...(overTime ? [timeDimension] : []),
    ...dimensions.map(({ name }) => name),
    ...metrics.filter(({ aggregation }) => aggregation !== 'histogram').map(({ key }) => key),
  ]
  throw refuse(
    `Invalid orderBy field: ${field}. Must be one of the dimension or metric fields. This query has: ${known.join(', ')}`,
  )
}
