import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { reachOfCalls } from '../calls/calls-around.ts'
import { askKeptHours, hourCount } from '../days/count-by-hour.ts'
import { asksCalls } from '../observations/columns.ts'
import { defineQuestion } from '../question.ts'
import type { HourCount } from '../sql/hours.ts'
import { asksObservations, asksTracesAlone } from './columns.ts'
import { fromSelectedTraces, selectTraces, traceSelection } from './selection.ts'

/** How many selected traces each hour holds: gives the total, and tells where a page of a list by time lies. */
export const askTraceCountByHour = defineQuestion({
  name: 'traces/count-by-hour',
  params: traceSelection,
  row: hourCount,
  sql: (selection, bind) => `
  SELECT toStartOfHour(timestamp) AS hour, count() AS rows
  FROM traces FINAL WHERE ${selectTraces(selection, bind)}
  GROUP BY hour ORDER BY hour`,
})

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
  return askKeptHours(store, {
    ...{ name: 'traces/count-by-hour-and-day', table: 'traces', time: 'timestamp' },
    range: { from, to },
    reads: {
      traces: [0, 0],
      ...(joins && { observations: [1, 7] }),
      ...(filter.some(({ column }) => asksCalls(column)) && { gateway_calls: reachOfCalls }),
    },
    settings: 'join_use_nulls = 1',
    selected: ({ from, to }, bind) => fromSelectedTraces({ ...selection, from, to }, bind),
  })
}
