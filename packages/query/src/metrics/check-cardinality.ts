import type { MetricsQuery } from '@kansoku/contracts'
import { lookUp, refuse } from './refuse.ts'
import type { View } from './view.ts'

/**
 * Dimensions that have as many values as there are rows are answered as top lists only: limited, the largest first,
 * without a course over time. Source of the rules and texts: Langfuse's metrics API, v2.
 */
export function checkCardinality(query: MetricsQuery, view: View): void {
  const high = query.dimensions
    .map(({ field }) => field)
    .filter((field) => lookUp(view.dimensions, field)?.highCardinality)
  if (high.length === 0) return
  const subject = `High cardinality dimension(s) '${high.join(', ')}'`
  if (query.timeDimension) {
    throw refuse(
      `${subject} cannot be used with timeDimension. Time series queries with high cardinality dimensions produce unbounded result sets.`,
    )
  }
  const descending = (query.orderBy ?? []).filter(({ direction }) => direction === 'desc')
  if (query.config?.row_limit === undefined || descending.length === 0) {
    throw refuse(
      `${subject} require both 'config.row_limit' and 'orderBy' with direction 'desc' on a measure field.`,
    )
  }
  const foreign = descending.map(({ field }) => field).filter((field) => !isMeasure(field, query))
  if (foreign.length === 0) return
  const verb = foreign.length === 1 ? 'is' : 'are'
  throw refuse(
    `${subject} require 'orderBy' with direction 'desc' on a measure field. '${foreign.join(', ')}' ${verb} not a measure in this query.`,
  )
}

function isMeasure(field: string, { metrics }: MetricsQuery): boolean {
  return metrics.some(({ measure }) => field === measure || field.endsWith(`_${measure}`))
}
