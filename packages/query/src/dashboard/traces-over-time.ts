import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { traceHash } from '../observations/measures.ts'
import { defineQuestion } from '../question.ts'
import { aroundScope, inScope } from '../sql/scope.ts'
import { bucketOf, fillBuckets, timelineOf } from './buckets.ts'
import { dashboardScope } from './scope.ts'

const askTracesPerBucket = defineQuestion({
  name: 'dashboard/traces-over-time',
  params: dashboardScope.extend({ bucketSeconds: z.number().int() }),
  row: z.object({ bucket: z.number(), traces: z.number(), errors: z.number() }),
  lane: 'report',
  sql: ({ bucketSeconds, ...scope }, bind) => `
  SELECT ${bucketOf('timestamp', bind.count(bucketSeconds))} AS bucket, count() AS traces,
    countIf(${traceHash('id')} IN (SELECT ${traceHash('trace_id')} FROM observations FINAL
      WHERE ${aroundScope(scope, bind)} AND level = 'ERROR')) AS errors
  FROM traces FINAL WHERE ${inScope('timestamp', scope, bind)}
  GROUP BY bucket`,
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
  const rows = await askTracesPerBucket(store, { ...scope, bucketSeconds })
  const points = fillBuckets(timeline, rows, (time, row) => ({
    time,
    traces: row?.traces ?? 0,
    errors: row?.errors ?? 0,
  }))
  return { bucketSeconds, points }
}
