import type { DashboardWidgetDraft, WidgetChartType, WidgetFields, WidgetQuestion } from '@kansoku/contracts'

/** How much of a question a chart can show. */
interface Capacity {
  readonly dimensions: number
  readonly metrics: number
}

const course: Capacity = { dimensions: 1, metrics: 6 }
const bars: Capacity = { dimensions: 1, metrics: 1 }
const alone: Capacity = { dimensions: 0, metrics: 1 }
const capacities: Readonly<Record<WidgetChartType, Capacity>> = {
  LINE_TIME_SERIES: course,
  AREA_TIME_SERIES: course,
  BAR_TIME_SERIES: course,
  HORIZONTAL_BAR: bars,
  VERTICAL_BAR: bars,
  PIE: bars,
  NUMBER: alone,
  HISTOGRAM: alone,
  PIVOT_TABLE: { dimensions: 2, metrics: 6 },
}

/** A course over time is told apart by groups or by metrics, not by both. */
export function capacityOf({
  chartType,
  dimensions,
}: Pick<WidgetQuestion, 'chartType' | 'dimensions'>): Capacity {
  const capacity = capacities[chartType]
  return capacity === course && dimensions.length > 0 ? { ...course, metrics: 1 } : capacity
}

export const isCourse = ({ chartType }: Pick<WidgetQuestion, 'chartType'>) => capacities[chartType] === course
export const hasRows = ({ chartType }: Pick<WidgetQuestion, 'chartType'>) =>
  capacities[chartType] === bars || chartType === 'PIVOT_TABLE'

export const firstDraft: DashboardWidgetDraft = {
  name: '',
  description: '',
  view: 'observations',
  dimensions: [],
  metrics: [{ measure: 'count', agg: 'count' }],
  filters: [],
  chartType: 'LINE_TIME_SERIES',
  chartConfig: { type: 'LINE_TIME_SERIES' },
}

/**
 * The draft as its chart can show it and its view can answer it: what is too much goes, from the end; what a measure needs
 * comes.
 */
export function fitDraft(draft: DashboardWidgetDraft, fields: WidgetFields): DashboardWidgetDraft {
  const { chartType, chartConfig } = draft
  const measures = draft.metrics.filter(({ measure }) =>
    fields.measures.some((one) => one.measure === measure),
  )
  const needed = measures.flatMap(
    ({ measure }) => fields.measures.find((one) => one.measure === measure)?.requiredDimension ?? [],
  )
  const wanted = [...needed, ...draft.dimensions.map(({ field }) => field)].filter((field) =>
    fields.dimensions.some((one) => one.field === field && !(one.highCardinality && isCourse(draft))),
  )
  const dimensions = [...new Set(wanted)]
    .slice(0, Math.max(capacities[chartType].dimensions, needed.length > 0 ? 1 : 0))
    .map((field) => ({ field }))
  const { metrics } = capacityOf({ chartType, dimensions })
  const kept = measures.slice(0, metrics).map((metric) => fitMetric(metric, chartType))
  return {
    ...draft,
    dimensions,
    metrics: kept.length > 0 ? kept : [fitMetric({ measure: 'count', agg: 'count' }, chartType)],
    chartConfig: { ...chartConfig, type: chartType },
  }
}

type Metric = WidgetQuestion['metrics'][number]

/** Histograms have an aggregation of their own, which no other chart can show. */
function fitMetric({ measure, agg }: Metric, chartType: WidgetChartType): Metric {
  if (chartType === 'HISTOGRAM') return { measure, agg: 'histogram' }
  if (measure === 'count') return { measure, agg: 'count' }
  return { measure, agg: agg === 'histogram' ? 'avg' : agg }
}
