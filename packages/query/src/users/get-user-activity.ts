import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { bucketOf, timelineOf } from '../dashboard/buckets.ts'
import { type ModelPoint, type ModelTotals, modelUsageOf } from '../dashboard/get-model-usage.ts'
import { modelUsageColumns, modelUsageRow } from '../dashboard/model-usage.ts'
import type { dashboardScope } from '../dashboard/scope.ts'
import { type TracesOverTime, tracesOverTimeOf, tracesPerBucketRow } from '../dashboard/traces-over-time.ts'
import { defineQuestion } from '../question.ts'
import { fromGroups, namedGroups, observationsOfGroups } from '../trace-groups/grouping.ts'
import { groupMeasures } from '../trace-groups/measures.ts'

const inBuckets = namedGroups.extend({ bucketSeconds: z.number().int() })

const askTracesPerBucket = defineQuestion({
  name: 'users/traces-per-bucket',
  params: inBuckets,
  row: tracesPerBucketRow,
  lane: 'report',
  sql: (groups, bind) => `
  SELECT ${bucketOf('timestamp', bind.count(groups.bucketSeconds))} AS bucket,
    ${groupMeasures.traces} AS traces, ${groupMeasures.failedTraces} AS errors
  ${fromGroups(groups, bind)}
  GROUP BY bucket
  SETTINGS join_use_nulls = 1`,
})

const askModelUsagePerBucket = defineQuestion({
  name: 'users/model-usage-per-bucket',
  params: inBuckets,
  row: modelUsageRow,
  lane: 'report',
  sql: (groups, bind) => `
  SELECT ${modelUsageColumns(bind.count(groups.bucketSeconds))}
  FROM observations FINAL
  WHERE ${observationsOfGroups(groups, bind)} AND provided_model_name IS NOT NULL
  GROUP BY model, bucket`,
})

export interface UserActivity {
  readonly traces: TracesOverTime
  readonly usage: {
    readonly bucketSeconds: number
    readonly models: ModelTotals[]
    readonly points: ModelPoint[]
  }
}

/** The course of a user's traces, and of what models did in them, over a range without gaps. */
export async function getUserActivity(
  store: AnalyticsStore,
  { userId, ...scope }: z.input<typeof dashboardScope> & { readonly userId: string },
): Promise<UserActivity> {
  const timeline = timelineOf(scope)
  const { bucketSeconds } = timeline
  const ask = { ...scope, by: 'user' as const, names: [userId], bucketSeconds }
  const [traces, usage] = await Promise.all([
    askTracesPerBucket(store, ask),
    askModelUsagePerBucket(store, ask),
  ])
  return {
    traces: tracesOverTimeOf(timeline, traces),
    usage: { bucketSeconds, ...modelUsageOf(timeline, usage) },
  }
}
