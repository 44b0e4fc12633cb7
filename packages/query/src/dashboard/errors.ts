import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { errorType } from '../observations/measures.ts'
import { exactInstant } from '../sql/values.ts'
import { askTile, type Tile } from './ask-tile.ts'
import { bucketOf } from './buckets.ts'
import type { DashboardScope } from './scope.ts'

const errorsRow = z.object({
  type: z.string(),
  bucket: z.number(),
  model: z.string().nullable(),
  errors: z.number(),
  last_seen: exactInstant,
  /** The latest of them. */
  last_id: z.string(),
})
export type ErrorsRow = z.output<typeof errorsRow>

const errors = (bucketSeconds: number): Tile<ErrorsRow> => ({
  ...{ name: 'dashboard/errors', table: 'observations', time: 'start_time' },
  reads: { observations: [0, 0] },
  row: errorsRow,
  sql: ({ select, group, where }, bind) => `
  SELECT ${select}${errorType} AS type, ${bucketOf('start_time', bind.count(bucketSeconds))} AS bucket,
    toString(provided_model_name) AS model, count() AS errors, max(start_time) AS last_seen,
    argMax(id, start_time) AS last_id
  FROM observations FINAL
  WHERE ${where} AND level = 'ERROR'
  GROUP BY ${group}type, bucket, model`,
})

/** Failed observations per class of error, bucket and model, in one row or several. */
export function askErrors(
  store: AnalyticsStore,
  { bucketSeconds, ...scope }: DashboardScope & { readonly bucketSeconds: number },
): Promise<readonly ErrorsRow[]> {
  return askTile(store, scope, errors(bucketSeconds))
}
