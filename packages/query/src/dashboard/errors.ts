import { z } from 'zod'
import { errorType } from '../observations/measures.ts'
import { defineQuestion } from '../question.ts'
import { inScope } from '../sql/scope.ts'
import { exactInstant, flag } from '../sql/values.ts'
import { bucketOf } from './buckets.ts'
import { dashboardScope } from './scope.ts'

/** Failed observations per class of error, and per class and bucket. The flag tells which. */
export const askErrors = defineQuestion({
  name: 'dashboard/errors',
  params: dashboardScope.extend({ bucketSeconds: z.number().int() }),
  row: z.object({
    type: z.string(),
    bucket: z.number(),
    by_bucket: flag,
    errors: z.number(),
    last_seen: exactInstant,
    /** The latest of them. */
    last_id: z.string(),
    models: z.array(z.string()),
  }),
  lane: 'report',
  sql: ({ bucketSeconds, ...scope }, bind) => `
  SELECT type, bucket, grouping(bucket) = 0 AS by_bucket, count() AS errors,
    max(start_time) AS last_seen, argMax(id, start_time) AS last_id,
    topKIf(1)(ifNull(toString(provided_model_name), ''), provided_model_name IS NOT NULL) AS models
  FROM (
    SELECT ${errorType} AS type, ${bucketOf('start_time', bind.count(bucketSeconds))} AS bucket,
      id, start_time, provided_model_name
    FROM observations FINAL
    WHERE ${inScope('start_time', scope, bind)} AND level = 'ERROR'
  )
  GROUP BY GROUPING SETS ((type), (type, bucket))`,
})
export type ErrorsRow = Awaited<ReturnType<typeof askErrors>>[number]
