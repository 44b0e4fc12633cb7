import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { askByDay } from '../days/ask-by-day.ts'
import { defineQuestion } from '../question.ts'
import type { HourCount } from '../sql/hours.ts'
import { instant } from '../sql/values.ts'
import { asksObservations, asksTracesAlone } from './columns.ts'
import { fromSelectedTraces, selectTraces, traceSelection } from './selection.ts'

/** How many selected traces each hour holds: gives the total, and tells where a page of a list by time lies. */
export const askTraceCountByHour = defineQuestion({
  name: 'traces/count-by-hour',
  params: traceSelection,
  row: z.object({ hour: instant, rows: z.number() }),
  sql: (selection, bind) => `
  SELECT toStartOfHour(timestamp) AS hour, count() AS rows
  FROM traces FINAL WHERE ${selectTraces(selection, bind)}
  GROUP BY hour ORDER BY hour`,
})

const hourCount = z.object({ hour: instant, rows: z.number() })

/**
 * The same from days that are kept, also of traces that are chosen by what their observations add up to. Undefined where
 * days are not kept, or another table is asked.
 */
export async function askKeptCountByHour(
  store: AnalyticsStore,
  given: z.input<typeof traceSelection>,
): Promise<HourCount[] | undefined> {
  const selection = traceSelection.parse(given)
  const { from, to, filter } = selection
  if (!filter.every(({ column }) => asksTracesAlone(column) || asksObservations(column))) return undefined
  const joins = filter.some(({ column }) => asksObservations(column))
  const hours = await askByDay(store, {
    ...{ name: 'traces/count-by-hour-and-day', table: 'traces', time: 'timestamp' },
    range: { ...(from && { from }), ...(to && { to }) },
    byHours: true,
    reads: { traces: [0, 0], ...(joins && { observations: [1, 7] }) },
    row: hourCount,
    settings: 'join_use_nulls = 1',
    sql: (piece, within, { from, to }, bind) => `
  SELECT ${piece} AS piece, toStartOfHour(timestamp) AS hour, count() AS rows
  ${fromSelectedTraces({ ...selection, from, to }, bind)} AND ${within}
  GROUP BY piece, hour`,
  })
  return hours?.toSorted((a, b) => (a.hour < b.hour ? -1 : 1))
}
