import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { bucketOf } from '../dashboard/buckets.ts'
import { defineQuestion } from '../question.ts'
import { type CountsOverTime, countRow, countsOverTime, type InRange } from '../sql/counts-over-time.ts'
import { fromSelectedTraces, traceSelection } from './selection.ts'

const askCounts = defineQuestion({
  name: 'traces/count-over-time',
  params: traceSelection.extend({ bucketSeconds: z.number().int() }),
  row: countRow,
  lane: 'report',
  sql: ({ bucketSeconds, ...selection }, bind) => `
  SELECT ${bucketOf('timestamp', bind.count(bucketSeconds))} AS bucket, count() AS rows,
    countIf(ifNull(error_count, 0) > 0) AS errors
  ${fromSelectedTraces(selection, bind, true)}
  GROUP BY bucket SETTINGS join_use_nulls = 1`,
})

/** How many of the selected traces began when, and how many of them hold an error. */
export function countTracesOverTime(
  store: AnalyticsStore,
  selection: InRange<z.input<typeof traceSelection>>,
): Promise<CountsOverTime> {
  return countsOverTime(selection, (bucketSeconds) => askCounts(store, { ...selection, bucketSeconds }))
}
