import type { DashboardWidgetDraft, FilterCondition, WidgetChartType } from '@kansoku/contracts'

type Metric = DashboardWidgetDraft['metrics'][number]

/** What a widget that comes with the product asks; its words stand in the catalogues. */
export interface Asked {
  readonly key: string
  readonly chartType: WidgetChartType
  readonly metrics: readonly Metric[]
  readonly by: readonly string[]
  /** Absent: observations. */
  readonly view?: DashboardWidgetDraft['view']
  readonly rows?: number
  readonly filters?: readonly FilterCondition[]
}

export const m = (measure: string, agg: Metric['agg']): Metric => ({ measure, agg })

export function askedWidget(asked: Asked, name: string): DashboardWidgetDraft {
  const { view = 'observations', chartType, by, metrics, rows, filters = [] } = asked
  return {
    ...{ name, description: '', view, chartType },
    dimensions: by.map((field) => ({ field })),
    metrics: [...metrics],
    filters: [...filters],
    chartConfig: { type: chartType, ...(rows ? { row_limit: rows } : {}) },
  }
}
