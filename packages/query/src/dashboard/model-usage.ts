import { z } from 'zod'
import { isModelCall } from '../observations/measures.ts'
import { defineQuestion } from '../question.ts'
import { inScope } from '../sql/scope.ts'
import { decimal } from '../sql/values.ts'
import { bucketOf } from './buckets.ts'
import { dashboardScope } from './scope.ts'

/** Usage per model and bucket. Model calls without a model's name are `unknown`. */
export const askModelUsage = defineQuestion({
  name: 'dashboard/model-usage',
  params: dashboardScope.extend({ bucketSeconds: z.number().int() }),
  row: z.object({
    model: z.string(),
    bucket: z.number(),
    calls: z.number(),
    errors: z.number(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    cache_read_tokens: z.number(),
    cache_write_tokens: z.number(),
    total_tokens: z.number(),
    total_cost: decimal.nullable(),
  }),
  lane: 'report',
  sql: ({ bucketSeconds, ...scope }, bind) => `
  SELECT ifNull(provided_model_name, 'unknown') AS model,
    ${bucketOf('start_time', bind.count(bucketSeconds))} AS bucket,
    count() AS calls, countIf(level = 'ERROR') AS errors,
    sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
    sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
    sum(total_tokens) AS total_tokens, sum(total_cost) AS total_cost
  FROM observations FINAL
  WHERE ${inScope('start_time', scope, bind)} AND (${isModelCall} OR provided_model_name IS NOT NULL)
  GROUP BY model, bucket`,
})
export type ModelUsageRow = Awaited<ReturnType<typeof askModelUsage>>[number]
