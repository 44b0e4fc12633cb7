import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { partsOfQuestion } from '../days/parts.ts'
import { askTile, type Tile } from './ask-tile.ts'
import { bucketOf, groupBuckets, sumOf, type Timeline, timelineOf } from './buckets.ts'
import { aroundTraces, type FailedByDay, findFailedTraces, hasFailed } from './failed-traces.ts'
import { dashboardScope, type TileScope } from './scope.ts'

export const tracesPerBucketRow = z.object({ bucket: z.number(), traces: z.number(), errors: z.number() })
type TracesPerBucketRow = z.output<typeof tracesPerBucketRow>

const tracesPerBucket = (
  bucketSeconds: number,
  failed: FailedByDay | undefined,
): Tile<TracesPerBucketRow> => ({
  ...{ name: 'dashboard/traces-over-time', table: 'traces', time: 'timestamp' },
  reads: { traces: [0, 0], observations: aroundTraces },
  row: tracesPerBucketRow,
  sql: ({ select, group, where, around }, bind) => `
  SELECT ${select}${bucketOf('timestamp', bind.count(bucketSeconds))} AS bucket, count() AS traces,
    countIf(${hasFailed(around, failed, bind)}) AS errors
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
  const range: TileScope = { ...dashboardScope.parse(scope), parts: partsOfQuestion(store) }
  const failed = await findFailedTraces(store, range)
  const rows = await askTile(store, range, tracesPerBucket(bucketSeconds, failed))
  return tracesOverTimeOf(timeline, rows)
}

/** Rows per bucket, over time. */
export function tracesOverTimeOf(timeline: Timeline, rows: readonly TracesPerBucketRow[]): TracesOverTime {
  const points = groupBuckets(timeline, rows, (time, rows) => ({
    time,
    traces: sumOf(rows, ({ traces }) => traces),
    errors: sumOf(rows, ({ errors }) => errors),
  }))
  return { bucketSeconds: timeline.bucketSeconds, points }
}
