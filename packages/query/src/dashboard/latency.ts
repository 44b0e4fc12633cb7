import { z } from 'zod'
import { isModelCall, latencySeconds, timeToFirstTokenSeconds } from '../observations/measures.ts'
import { defineQuestion } from '../question.ts'
import { inScope } from '../sql/scope.ts'
import { flag } from '../sql/values.ts'
import { bucketOf } from './buckets.ts'
import { dashboardScope } from './scope.ts'

/**
 * Response times of finished model calls in one pass: per bucket, per model, and per both. The flags tell by what a
 * row is grouped. Quantiles are exact up to 8192 values and sampled beyond.
 */
export const askLatency = defineQuestion({
  name: 'dashboard/latency',
  params: dashboardScope.extend({ bucketSeconds: z.number().int() }),
  row: z.object({
    model: z.string(),
    bucket: z.number(),
    by_model: flag,
    by_bucket: flag,
    calls: z.number(),
    avg: z.number().nullable(),
    percentiles: z.array(z.number().nullable()),
    time_to_first_token: z.array(z.number().nullable()),
  }),
  lane: 'report',
  sql: ({ bucketSeconds, ...scope }, bind) => `
  SELECT model, bucket, grouping(model) = 0 AS by_model, grouping(bucket) = 0 AS by_bucket,
    sum(finished) AS calls, sum(seconds) / calls AS avg,
    quantilesMerge(0.5, 0.9, 0.95, 0.99)(latencies) AS percentiles,
    quantilesMerge(0.5)(first_tokens) AS time_to_first_token
  FROM (
    SELECT ifNull(provided_model_name, 'unknown') AS model,
      ${bucketOf('start_time', bind.count(bucketSeconds))} AS bucket,
      count() AS finished, sum(assumeNotNull(${latencySeconds}) AS latency) AS seconds,
      quantilesState(0.5, 0.9, 0.95, 0.99)(latency) AS latencies,
      quantilesState(0.5)(${timeToFirstTokenSeconds}) AS first_tokens
    FROM observations FINAL
    WHERE ${inScope('start_time', scope, bind)} AND ${isModelCall} AND end_time IS NOT NULL
    GROUP BY model, bucket
  )
  GROUP BY GROUPING SETS ((bucket), (model), (model, bucket))`,
})
export type LatencyRow = Awaited<ReturnType<typeof askLatency>>[number]
