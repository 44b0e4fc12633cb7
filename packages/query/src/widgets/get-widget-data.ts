import type { FilterCondition, WidgetData, WidgetQuestion } from '@kansoku/contracts'
import type { AnalyticsStore } from '@kansoku/storage'
import { getMetrics } from '../metrics/get-metrics.ts'
import { bucketNumberOf, bucketStart, resolveGranularity } from '../metrics/granularity.ts'
import { isConditionOf } from './check-widget.ts'
import { keepLargestGroups } from './largest-groups.ts'
import { isOverTime, mostPoints, type WidgetRange, widgetQuery } from './widget-query.ts'

interface Asked extends WidgetRange {
  readonly projectId: string
  readonly widget: WidgetQuestion
  /** Of the dashboard. Those on columns that the view does not have are left out, and named in the answer. */
  readonly filters: readonly FilterCondition[]
}

/** What a widget shows of `[from, to]`. Throws `invalid_request` when its question makes no sense. */
export async function getWidgetData(
  store: AnalyticsStore,
  { projectId, widget, filters, ...range }: Asked,
): Promise<WidgetData> {
  const applied = filters.filter((condition) => isConditionOf(condition, widget.view))
  const ignored = filters.filter((condition) => !applied.includes(condition))
  const query = widgetQuery(widget, range, applied)
  const answer = await getMetrics(store, { projectId, query, generation: 'v2' })
  const asCourse = isOverTime(widget)
  const isCut = asCourse && answer.length > mostPoints
  const rows = (isCut ? answer.slice(0, mostPoints) : answer).map((row) => toRow(row, widget))
  return {
    granularity: asCourse ? resolveGranularity('auto', range) : null,
    times: asCourse ? bucketsOf(range) : [],
    ...(asCourse
      ? keepLargestGroups(
          rows,
          widget.metrics.map(({ agg }) => agg),
        )
      : { rows, omittedGroups: 0 }),
    isCut,
    ignoredFilters: [...new Set(ignored.map(({ column }) => column))],
  }
}

type Row = WidgetData['rows'][number]

function toRow(row: Readonly<Record<string, unknown>>, { dimensions, metrics }: WidgetQuestion): Row {
  return {
    time: typeof row.time_dimension === 'string' ? toInstant(row.time_dimension) : null,
    of: dimensions.map(({ field }) => (row[field] ?? null) as NonNullable<Row['of']>[number]),
    values: metrics.map(({ measure, agg }) => (row[`${agg}_${measure}`] ?? null) as Row['values'][number]),
  }
}

function bucketsOf(range: WidgetRange): string[] {
  const granularity = resolveGranularity('auto', range)
  const times: string[] = []
  const last = bucketNumberOf(range.to, granularity)
  for (let bucket = bucketNumberOf(range.from, granularity); bucket <= last; bucket++) {
    times.push(toInstant(bucketStart(bucket, granularity)))
  }
  return times
}

/** Buckets of days and longer are told as dates. */
function toInstant(start: string): string {
  return new Date(start).toISOString()
}
