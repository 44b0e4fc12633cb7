import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { isModelCall } from '../observations/measures.ts'
import { decimal } from '../sql/values.ts'
import { askTile, type Tile } from './ask-tile.ts'
import { bucketOf } from './buckets.ts'
import type { DashboardScope } from './scope.ts'

export const modelUsageRow = z.object({
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
})
export type ModelUsageRow = z.output<typeof modelUsageRow>

/** What a row is made of, over observations grouped by `model` and `bucket`. */
export function modelUsageColumns(bucketSeconds: string): string {
  return `ifNull(provided_model_name, 'unknown') AS model, ${bucketOf('start_time', bucketSeconds)} AS bucket,
    count() AS calls, countIf(level = 'ERROR') AS errors,
    sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
    sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
    sum(total_tokens) AS total_tokens, sum(total_cost) AS total_cost`
}

const modelUsage = (bucketSeconds: number): Tile<ModelUsageRow> => ({
  ...{ name: 'dashboard/model-usage', table: 'observations', time: 'start_time' },
  reads: { observations: [0, 0] },
  row: modelUsageRow,
  sql: ({ select, group, where }, bind) => `
  SELECT ${select}${modelUsageColumns(bind.count(bucketSeconds))}
  FROM observations FINAL
  WHERE ${where} AND (${isModelCall} OR provided_model_name IS NOT NULL)
  GROUP BY ${group}model, bucket`,
})

/** Usage per model and bucket, in one row or several. Model calls without a model's name are `unknown`. */
export function askModelUsage(
  store: AnalyticsStore,
  { bucketSeconds, ...scope }: DashboardScope & { readonly bucketSeconds: number },
): Promise<readonly ModelUsageRow[]> {
  return askTile(store, scope, modelUsage(bucketSeconds))
}
