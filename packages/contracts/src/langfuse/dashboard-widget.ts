import { z } from 'zod'
import { filterList } from '../filters.ts'
import { defineRoute } from '../http/route.ts'
import { metricsAggregations, metricsViewsV2 } from './metrics.ts'
import { instantField, text } from './read-fields.ts'
import { pageMeta, pageParams } from './read-params.ts'
import { storableJson, storableText } from './storable.ts'

export const widgetChartTypes = [
  'LINE_TIME_SERIES',
  'AREA_TIME_SERIES',
  'BAR_TIME_SERIES',
  'HORIZONTAL_BAR',
  'VERTICAL_BAR',
  'PIE',
  'NUMBER',
  'HISTOGRAM',
  'PIVOT_TABLE',
] as const
export type WidgetChartType = (typeof widgetChartTypes)[number]

/** Filters that the metadata database can hold. */
export const storableFilters = filterList.refine(
  (filters) => storableJson.safeParse(filters).success,
  'A filter holds characters without meaning',
)

export const shortName = storableText.min(1).max(200)
export const longText = storableText.max(2000)

const chartSettings = {
  /** Of charts that are no course over time. */
  row_limit: z.int().min(1).max(1000).nullish(),
  show_value_labels: z.boolean().nullish(),
  /** Of histograms. */
  bins: z.int().min(1).max(100).nullish(),
  /** Of pivot tables. */
  defaultSort: z.object({ column: storableText, order: z.enum(['ASC', 'DESC']) }).nullish(),
}

const chartConfigInput = z.object({ type: z.enum(widgetChartTypes).nullish(), ...chartSettings })
const chartConfig = z.object({ type: z.enum(widgetChartTypes), ...chartSettings })
export type WidgetChartConfig = z.output<typeof chartConfig>

const question = {
  view: z.enum(metricsViewsV2),
  dimensions: z.array(z.object({ field: storableText })).max(20),
  metrics: z
    .array(z.object({ measure: storableText, agg: z.enum(metricsAggregations) }))
    .min(1)
    .max(50),
  filters: storableFilters,
  chartType: z.enum(widgetChartTypes),
}

/** What a chart asks and how it is drawn. */
export const widgetQuestion = z.object({ ...question, chartConfig })
export type WidgetQuestion = z.output<typeof widgetQuestion>

const publicWidget = widgetQuestion.extend({
  id: text,
  createdAt: instantField,
  updatedAt: instantField,
  name: text,
  description: text,
})
export type PublicDashboardWidget = z.output<typeof publicWidget>

const createBody = z.object({
  name: shortName,
  description: longText.nullish(),
  ...question,
  chartConfig: chartConfigInput.nullish(),
})
export type DashboardWidgetBody = z.output<typeof createBody>

const updateBody = createBody
  .partial()
  .extend({
    name: shortName.nullish(),
    view: question.view.nullish(),
    dimensions: question.dimensions.nullish(),
    metrics: question.metrics.nullish(),
    filters: question.filters.nullish(),
    chartType: question.chartType.nullish(),
  })
  .refine(
    (changes) => Object.values(changes).some((value) => value !== undefined),
    'At least one field must be provided',
  )
export type DashboardWidgetChanges = z.output<typeof updateBody>

const path = '/api/public/unstable/dashboard-widgets'
const widgetParams = z.object({ widgetId: storableText })

export const listDashboardWidgets = defineRoute({
  method: 'GET',
  path,
  summary: 'Widgets of the project, the latest changed first',
  query: z.object(pageParams),
  response: z.object({ data: z.array(publicWidget), meta: pageMeta }),
})

export const createDashboardWidget = defineRoute({
  method: 'POST',
  path,
  summary: 'Defines a chart, to be placed on dashboards',
  body: createBody,
  response: publicWidget,
})

export const getDashboardWidget = defineRoute({
  method: 'GET',
  path: `${path}/:widgetId`,
  summary: 'One widget',
  params: widgetParams,
  response: publicWidget,
})

/** A new chart type without `chartConfig` begins with the plain settings of that type. */
export const updateDashboardWidget = defineRoute({
  method: 'PATCH',
  path: `${path}/:widgetId`,
  summary: 'Changes a widget wherever it is placed; what is absent stays',
  params: widgetParams,
  body: updateBody,
  response: publicWidget,
})

export const deleteDashboardWidget = defineRoute({
  method: 'DELETE',
  path: `${path}/:widgetId`,
  summary: 'Deletes a widget that is placed on no dashboard',
  params: widgetParams,
  response: z.object({ message: text }),
})
