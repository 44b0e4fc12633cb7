import { type WidgetChartConfig, type WidgetQuestion, widgetQuestion } from '@kansoku/contracts'
import type { dashboardWidgets } from '@kansoku/storage'

/** A stored chart. */
export interface DashboardWidget extends WidgetQuestion {
  readonly id: string
  readonly projectId: string
  readonly name: string
  readonly description: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

export function toWidget(row: typeof dashboardWidgets.$inferSelect): DashboardWidget {
  const { id, projectId, name, description, createdAt, updatedAt } = row
  return { id, projectId, name, description, createdAt, updatedAt, ...widgetQuestion.parse(row) }
}

/** What a database row holds of a question. */
export function questionColumns(question: WidgetQuestion) {
  const { view, dimensions, metrics, filters, chartType, chartConfig } = question
  return { view, dimensions, metrics, filters, chartType, chartConfig }
}

/** The settings of a chart as they are stored: with the type, and without what says nothing. */
export function chartConfigOf(
  chartType: WidgetQuestion['chartType'],
  { row_limit, show_value_labels, bins, defaultSort }: Partial<WidgetChartConfig> = {},
): WidgetChartConfig {
  return {
    type: chartType,
    ...(row_limit == null ? {} : { row_limit }),
    ...(show_value_labels == null ? {} : { show_value_labels }),
    ...(bins == null ? {} : { bins }),
    ...(defaultSort == null ? {} : { defaultSort }),
  }
}
