import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { bucketOf, timelineOf } from '../dashboard/buckets.ts'
import { defineQuestion } from '../question.ts'
import { decimal, flag } from '../sql/values.ts'
import { inUsageScope, usageByParams, usageColumn } from './scope.ts'

/** Five minutes of an hour, hours of a day, days of a month: as people speak of what was spent. */
const bucketSizes = [300, 3600, 86_400, 604_800, 2_419_200]
const chartedNames = 8

const askUsageOverTime = defineQuestion({
  name: 'usage/over-time',
  lane: 'report',
  params: usageByParams.extend({ bucketSeconds: z.number().int() }),
  row: z.object({
    name: z.string(),
    is_other: flag,
    bucket: z.number(),
    spend: decimal,
    calls: z.number(),
    tokens: z.number(),
    failed: z.number(),
  }),
  sql: ({ bucketSeconds, ...scope }, bind) => {
    const column = usageColumn(scope, bind)
    const lines = `FROM gateway_calls FINAL WHERE ${inUsageScope(scope, bind)}`
    return `
  WITH top AS (
    SELECT ${column} AS name ${lines}
    GROUP BY name ORDER BY sum(cost) DESC, count() DESC, name LIMIT ${bind.count(chartedNames)}
  )
  SELECT if(own IN (SELECT name FROM top), own, '') AS name, own NOT IN (SELECT name FROM top) AS is_other,
    bucket, sum(cost) AS spend, count() AS calls, sum(total_tokens) AS tokens, countIf(status = 'failure') AS failed
  FROM (
    SELECT ${column} AS own, ${bucketOf('started_at', bind.count(bucketSeconds))} AS bucket,
      cost, total_tokens, status
    ${lines}
  )
  GROUP BY name, is_other, bucket ORDER BY bucket, name`
  },
})

export interface UsagePoint {
  readonly time: string
  /** Null: all that are not told apart. */
  readonly id: string | null
  /** US dollars. */
  readonly spend: number
  readonly calls: number
  readonly tokens: number
  readonly failed: number
}

/** What calls cost and used over time by one dimension: the most expensive ones, and all others together. */
export async function getUsageOverTime(
  store: AnalyticsStore,
  scope: z.input<typeof usageByParams>,
): Promise<{ bucketSeconds: number; times: string[]; points: UsagePoint[] }> {
  const { bucketSeconds, times } = timelineOf(scope, bucketSizes)
  const rows = await askUsageOverTime(store, { ...scope, bucketSeconds })
  const points = rows.map(({ name, is_other, bucket, ...figures }) => ({
    time: new Date(bucket * 1000).toISOString(),
    id: is_other ? null : name,
    ...figures,
  }))
  return { bucketSeconds, times: [...times], points }
}
