import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { reachOfCalls } from '../calls/calls-around.ts'
import { askKeptHours, hourCount } from '../days/count-by-hour.ts'
import { defineQuestion } from '../question.ts'
import type { HourCount } from '../sql/hours.ts'
import { asksCalls, asksOtherTables } from './columns.ts'
import { observationSelection, selectObservations } from './selection.ts'

/** How many selected observations each hour holds: gives the total, and tells where a page lies. */
export const askObservationCountByHour = defineQuestion({
  name: 'observations/count-by-hour',
  params: observationSelection,
  row: hourCount,
  sql: (selection, bind) => `
  SELECT toStartOfHour(start_time) AS hour, count() AS rows
  FROM observations FINAL WHERE ${selectObservations(selection, bind)}
  GROUP BY hour ORDER BY hour`,
})

/** The same from days that are kept. Undefined where they are not, or another table is asked. */
export async function askKeptCountByHour(
  store: AnalyticsStore,
  given: z.input<typeof observationSelection>,
): Promise<HourCount[] | undefined> {
  const selection = observationSelection.parse(given)
  const { from, to, filter, after, part, search } = selection
  // What somebody searches for is asked once: nothing is kept of it.
  if (after || part || search || filter.some(({ column }) => asksOtherTables(column))) return undefined
  return askKeptHours(store, {
    ...{ name: 'observations/count-by-hour-and-day', table: 'observations', time: 'start_time' },
    range: { from, to },
    reads: {
      observations: [0, 0],
      ...(filter.some(({ column }) => asksCalls(column)) && { gateway_calls: reachOfCalls }),
    },
    selected: ({ from, to }, bind) =>
      `FROM observations FINAL WHERE ${selectObservations({ ...selection, from, to }, bind)}`,
  })
}
