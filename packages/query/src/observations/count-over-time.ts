import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { bucketOf } from '../dashboard/buckets.ts'
import { defineQuestion } from '../question.ts'
import { type CountsOverTime, countRow, countsOverTime, type InRange } from '../sql/counts-over-time.ts'
import { observationSelection, selectObservations } from './selection.ts'

const askCounts = defineQuestion({
  name: 'observations/count-over-time',
  params: observationSelection.extend({ bucketSeconds: z.number().int() }),
  row: countRow,
  lane: 'report',
  sql: ({ bucketSeconds, ...selection }, bind) => `
  SELECT ${bucketOf('start_time', bind.count(bucketSeconds))} AS bucket, count() AS rows,
    countIf(level = 'ERROR') AS errors
  FROM observations FINAL WHERE ${selectObservations(selection, bind)}
  GROUP BY bucket`,
})

/** How many of the selected observations began when, and how many of them failed. */
export function countObservationsOverTime(
  store: AnalyticsStore,
  selection: InRange<z.input<typeof observationSelection>>,
): Promise<CountsOverTime> {
  return countsOverTime(selection, (bucketSeconds) => askCounts(store, { ...selection, bucketSeconds }))
}
