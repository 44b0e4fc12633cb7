import type { FilterCondition, MetricsQuery, WidgetChartType, WidgetQuestion } from '@kansoku/contracts'

export interface WidgetRange {
  /** ISO instants, both included. */
  readonly from: string
  readonly to: string
}

const overTime: ReadonlySet<WidgetChartType> = new Set([
  'LINE_TIME_SERIES',
  'AREA_TIME_SERIES',
  'BAR_TIME_SERIES',
])

/** More points are no chart; a breakdown with more is cut at the end of the range, and says so. */
export const mostPoints = 50_000
const usualRows = 100

export function isOverTime({ chartType }: Pick<WidgetQuestion, 'chartType'>): boolean {
  return overTime.has(chartType)
}

/** The question to the metrics that a widget stands for. Rows come by time, or from the largest first metric down. */
export function widgetQuery(
  widget: WidgetQuestion,
  { from, to }: WidgetRange,
  filters: readonly FilterCondition[] = [],
): MetricsQuery {
  const { chartConfig } = widget
  const asCourse = isOverTime(widget)
  return {
    view: widget.view,
    dimensions: widget.dimensions,
    metrics: widget.metrics.map(({ measure, agg }) => ({ measure, aggregation: agg })),
    filters: [...widget.filters, ...filters],
    timeDimension: asCourse ? { granularity: 'auto' } : null,
    fromTimestamp: from,
    toTimestamp: to,
    orderBy: asCourse ? [{ field: 'time_dimension', direction: 'asc' }] : largestFirst(widget),
    config: {
      row_limit: asCourse ? mostPoints + 1 : (chartConfig.row_limit ?? usualRows),
      ...(chartConfig.bins == null ? {} : { bins: chartConfig.bins }),
    },
  }
}

function largestFirst({ metrics }: WidgetQuestion): MetricsQuery['orderBy'] {
  const first = metrics.find(({ agg }) => agg !== 'histogram')
  return first ? [{ field: `${first.agg}_${first.measure}`, direction: 'desc' }] : null
}
