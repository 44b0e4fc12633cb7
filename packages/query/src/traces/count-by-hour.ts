import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { askByDay } from '../days/ask-by-day.ts'
import { defineQuestion } from '../question.ts'
import type { HourCount } from '../sql/hours.ts'
import { instant } from '../sql/values.ts'
import { isCheap, isStatistic } from './columns.ts'
import { selectTraces, selectTracesWithStatistics, traceSelection } from './selection.ts'

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
 * The same for traces that are selected by what their observations add up to, where days are kept and no other table is
 * asked; else undefined, for that needs a look at all observations around the range.
 */
export async function askKeptCountByHour(
  store: AnalyticsStore,
  given: z.input<typeof traceSelection>,
): Promise<HourCount[] | undefined> {
  const selection = traceSelection.parse(given)
  const { from, to, filter } = selection
  const isOfTraces = filter.every(({ column }) => isStatistic(column) || isCheap(column))
  if (!from || !to || !isOfTraces) return undefined
  const hours = await askByDay(store, {
    ...{ name: 'traces/count-by-hour-and-day', table: 'traces', time: 'timestamp' },
    range: { from, to },
    byHours: true,
    reads: { traces: [0, 0], observations: [1, 7] },
    row: hourCount,
    settings: 'join_use_nulls = 1',
    sql: (piece, _, around, bind) => `
  SELECT ${piece} AS piece, toStartOfHour(timestamp) AS hour, count() AS rows
  ${selectTracesWithStatistics({ ...selection, from: around.from, to: around.to }, bind)}
  GROUP BY piece, hour`,
  })
  return hours?.toSorted((a, b) => (a.hour < b.hour ? -1 : 1))
}
