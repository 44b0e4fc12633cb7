import { type MetricsAggregation, type MetricsView, metricsViewsV2 } from '@kansoku/contracts'
import { aggregationsOf } from './view.ts'
import { views } from './views.ts'

interface DescribedView {
  readonly view: MetricsView
  readonly dimensions: readonly {
    readonly field: string
    readonly type: string
    /** As many values as rows: only with `config.row_limit` and an `orderBy` that a measure leads. */
    readonly highCardinality?: true
  }[]
  readonly measures: readonly {
    readonly measure: string
    readonly aggregations: readonly MetricsAggregation[]
    /** The dimension without which the measure does not exist. */
    readonly requiredDimension?: string
  }[]
}

/** What the second generation of the metrics API may be asked. */
export function describeMetrics(): readonly DescribedView[] {
  return metricsViewsV2.map((view) => {
    const { dimensions, measures } = views.v2[view]
    return {
      view,
      dimensions: Object.entries(dimensions).map(([field, { kind, highCardinality }]) => ({
        field,
        type: kind,
        ...(highCardinality ? { highCardinality } : {}),
      })),
      measures: Object.entries(measures).map(([name, measure]) => ({
        measure: name,
        aggregations: aggregationsOf(measure),
        ...(measure.requires === undefined ? {} : { requiredDimension: measure.requires }),
      })),
    }
  })
}
