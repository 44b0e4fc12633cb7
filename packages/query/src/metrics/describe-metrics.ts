import { type MetricsView, metricsViewsV2, type WidgetFields } from '@kansoku/contracts'
import { aggregationsOf, type View } from './view.ts'
import { views } from './views.ts'

/** What the second generation of the metrics API may be asked, and so may widgets. */
export function describeMetrics(): WidgetFields[] {
  return metricsViewsV2.map((view) => describeView(view, views.v2[view]))
}

function describeView(view: Exclude<MetricsView, 'traces'>, { dimensions, measures }: View): WidgetFields {
  return {
    view,
    dimensions: Object.entries(dimensions).map(([field, dimension]) => ({
      field,
      type: dimension.kind,
      highCardinality: dimension.highCardinality ?? false,
      filterable: dimension.pairs === undefined,
    })),
    measures: Object.entries(measures).map(([measure, found]) => ({
      measure,
      aggregations: [...aggregationsOf(found)],
      requiredDimension: found.requires ?? null,
    })),
  }
}
