import type { MetricsQuery } from '@kansoku/contracts'
import { checkCardinality } from './check-cardinality.ts'
import { type Granularity, resolveGranularity } from './granularity.ts'
import { type OrderTerm, orderOf } from './order.ts'
import { lookUp, refuse } from './refuse.ts'
import { aggregationsOf, type PlannedDimension, type PlannedMetric, type View } from './view.ts'
import { type Generation, views } from './views.ts'

export const defaultBins = 10
const defaultRowLimit = { v1: undefined, v2: 100 } as const

/** A question whose every name was found. */
export interface MetricsPlan {
  readonly view: View
  readonly dimensions: readonly PlannedDimension[]
  readonly metrics: readonly PlannedMetric[]
  readonly granularity: Granularity | undefined
  readonly order: readonly OrderTerm[]
  /** Whether buckets without rows appear: where the answer is a course over time. */
  readonly fill: boolean
  readonly bins: number
  readonly rowLimit: number | undefined
}

/** Throws `invalid_request` that names what is not known or not allowed, and what is. */
export function planMetrics(query: MetricsQuery, generation: Generation): MetricsPlan {
  const view = views[generation][query.view]
  if (generation === 'v2') checkCardinality(query, view)
  const metrics = planMetricList(query, view)
  const dimensions = planDimensions(query, view)
  const granularity =
    query.timeDimension &&
    resolveGranularity(query.timeDimension.granularity, {
      from: query.fromTimestamp,
      to: query.toTimestamp,
    })
  const ordered = (query.orderBy?.length ?? 0) > 0
  return {
    view,
    dimensions,
    metrics,
    granularity: granularity ?? undefined,
    order: orderOf(query.orderBy ?? [], { dimensions, metrics, overTime: granularity !== null }),
    fill: granularity !== null && !ordered,
    bins: query.config?.bins ?? defaultBins,
    rowLimit: query.config?.row_limit ?? defaultRowLimit[generation],
  }
}

function planMetricList(query: MetricsQuery, view: View): PlannedMetric[] {
  const planned = query.metrics.map(({ measure: name, aggregation }) => {
    const measure = lookUp(view.measures, name)
    if (!measure) throw refuse(`Invalid metric ${name}. Must be one of ${Object.keys(view.measures)}`)
    const valid = aggregationsOf(measure)
    if (!valid.includes(aggregation)) {
      throw refuse(
        `Aggregation "${aggregation}" is not valid for measure "${name}" (type: ${measure.type}). Valid aggregations: ${valid.join(', ')}`,
      )
    }
    return { key: `${aggregation}_${name}`, aggregation, measure }
  })
  // Without metrics a question counts its rows.
  return planned.length > 0
    ? planned
    : [{ key: 'count', aggregation: 'count', measure: { sql: '1', type: 'integer' } }]
}

function planDimensions(query: MetricsQuery, view: View): PlannedDimension[] {
  const asked = query.dimensions.map(({ field }) => field)
  const required = query.metrics.flatMap(({ measure }) => lookUp(view.measures, measure)?.requires ?? [])
  const planned = [...new Set([...asked, ...required])].map((name) => {
    const dimension = lookUp(view.dimensions, name)
    if (!dimension) throw refuse(`Invalid dimension ${name}. Must be one of ${Object.keys(view.dimensions)}`)
    return { name, dimension }
  })
  const spread = planned.filter(({ dimension }) => dimension.pairs)
  if (spread.length > 1) {
    const names = spread.map(({ name }) => name).join(', ')
    throw refuse(`Only one pairExpand dimension is supported per query. Found: ${names}`)
  }
  return planned
}
