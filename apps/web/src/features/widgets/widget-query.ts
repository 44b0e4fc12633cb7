import {
  type FilterCondition,
  getWidgetData,
  listWidgetFields,
  type WidgetQuestion,
} from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { isOpenEnded, type RangeSearch, toInterval } from '../time-range/time-range.ts'

/** What holds for every widget of a dashboard. */
export interface WidgetScope {
  readonly projectId: string
  readonly range: RangeSearch
  readonly filters: readonly FilterCondition[]
}

const refetchInterval = 30_000

/** The answer to a widget's question. The range is taken anew at each call. */
export function widgetDataQuery({ projectId, range, filters }: WidgetScope, question: WidgetQuestion) {
  const { view, dimensions, metrics, filters: own, chartType, chartConfig } = question
  const widget = { view, dimensions, metrics, filters: own, chartType, chartConfig }
  const { env } = range
  const ofEnvironments: FilterCondition[] = env
    ? [{ type: 'stringOptions', column: 'environment', operator: 'any of', value: [...env] }]
    : []
  const conditions = [...filters, ...ofEnvironments]
  return queryOptions({
    queryKey: ['widget-data', projectId, widget, range, conditions],
    queryFn: ({ signal }) => {
      const query = JSON.stringify({ widget, filters: conditions, ...toInterval(range, Date.now()) })
      return api.call(getWidgetData, { params: { projectId }, query: { query } }, { signal })
    },
    placeholderData: keepPreviousData,
    ...(isOpenEnded(range, Date.now()) ? { refetchInterval } : {}),
  })
}

export function widgetFieldsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['widget-fields', projectId],
    queryFn: ({ signal }) => api.call(listWidgetFields, { params: { projectId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
