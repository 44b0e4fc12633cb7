import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { traceHash } from '../observations/measures.ts'
import { aroundScope } from '../sql/scope.ts'
import { askTile, type Tile } from './ask-tile.ts'
import { bucketOf, groupBuckets, sumOf, timelineOf } from './buckets.ts'
import { dashboardScope } from './scope.ts'

const row = z.object({ bucket: z.number(), traces: z.number(), errors: z.number() })

const tracesPerBucket = (bucketSeconds: number): Tile<z.output<typeof row>> => ({
  ...{ name: 'dashboard/traces-over-time', table: 'traces', time: 'timestamp' },
  reads: { traces: [0, 0], observations: [1, 7] },
  row,
  sql: ({ select, group, where, around }, bind) => `
  SELECT ${select}${bucketOf('timestamp', bind.count(bucketSeconds))} AS bucket, count() AS traces,
    countIf(${traceHash('id')} IN (SELECT ${traceHash('trace_id')} FROM observations FINAL
      WHERE ${aroundScope(around, bind)} AND level = 'ERROR')) AS errors
  FROM traces FINAL WHERE ${where}
  GROUP BY ${group}bucket`,
})

export interface TracesOverTime {
  readonly bucketSeconds: number
  readonly points: { time: string; traces: number; errors: number }[]
}

/** Traces, and traces with an ERROR observation, per bucket. */
export async function getTracesOverTime(
  store: AnalyticsStore,
  scope: z.input<typeof dashboardScope>,
): Promise<TracesOverTime> {
  const timeline = timelineOf(scope)
  const { bucketSeconds } = timeline
  const rows = await askTile(store, dashboardScope.parse(scope), tracesPerBucket(bucketSeconds))
  const points = groupBuckets(timeline, rows, (time, rows) => ({
    time,
    traces: sumOf(rows, ({ traces }) => traces),
    errors: sumOf(rows, ({ errors }) => errors),
  }))
  return { bucketSeconds, points }
}
