import { z } from 'zod'
import { KansokuError } from '../errors.ts'
import { filterList } from '../filters.ts'
import { defineRoute } from '../http/route.ts'

export const metricsViewsV2 = [
  'observations',
  'scores-numeric',
  'scores-boolean',
  'scores-categorical',
] as const
export const metricsViewsV1 = ['traces', ...metricsViewsV2] as const
export type MetricsView = (typeof metricsViewsV1)[number]

export const metricsAggregations = [
  'sum',
  'avg',
  'count',
  'max',
  'min',
  'p50',
  'p75',
  'p90',
  'p95',
  'p99',
  'histogram',
  'uniq',
] as const
export type MetricsAggregation = (typeof metricsAggregations)[number]

export const metricsGranularities = ['auto', 'minute', 'hour', 'day', 'week', 'month'] as const
export type MetricsGranularity = (typeof metricsGranularities)[number]

const instant = z.iso.datetime({ offset: true })

/** A question of the metrics API over one view. Both bounds of time are inclusive. Source: Langfuse's metrics API. */
function metricsQueryOf<const V extends readonly [MetricsView, ...MetricsView[]]>(views: V) {
  return z
    .object({
      view: z.enum(views),
      dimensions: z
        .array(z.object({ field: z.string() }))
        .max(20)
        .default([]),
      metrics: z.array(z.object({ measure: z.string(), aggregation: z.enum(metricsAggregations) })).max(50),
      filters: filterList.default([]),
      timeDimension: z
        .object({ granularity: z.enum(metricsGranularities) })
        .nullable()
        .default(null),
      fromTimestamp: instant,
      toTimestamp: instant,
      orderBy: z
        .array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) }))
        .max(20)
        .nullable()
        .default(null),
      config: z
        .object({
          /** Of a histogram; default 10. */
          bins: z.number().int().min(1).max(100).optional(),
          row_limit: z.number().int().positive().lte(1000).optional(),
        })
        .optional(),
    })
    .refine(({ fromTimestamp, toTimestamp }) => Date.parse(fromTimestamp) < Date.parse(toTimestamp), {
      message: 'fromTimestamp must be before toTimestamp',
    })
}

export const metricsQueryV1 = metricsQueryOf(metricsViewsV1)
export const metricsQueryV2 = metricsQueryOf(metricsViewsV2)
export type MetricsQuery = z.output<typeof metricsQueryV1>

/** A query parameter that holds JSON. */
export function asJson<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        throw new KansokuError('invalid_request', 'Invalid JSON in query parameter')
      }
    })
    .pipe(schema)
}

/**
 * Rows have a key for each dimension, `time_dimension` where there is one, and `<aggregation>_<measure>` for each metric.
 * Numbers are JSON numbers; a histogram is a list of `[lower, upper, height]`.
 */
const metricsRows = z.object({ data: z.array(z.record(z.string(), z.unknown())) })

export const getMetricsV1 = defineRoute({
  method: 'GET',
  path: '/api/public/metrics',
  summary: 'Aggregates over traces, observations or scores',
  query: z.object({ query: asJson(metricsQueryV1) }),
  response: metricsRows,
})

export const getMetricsV2 = defineRoute({
  method: 'GET',
  path: '/api/public/v2/metrics',
  summary: 'Aggregates over observations or scores, at most `config.row_limit` rows (default 100)',
  query: z.object({ query: asJson(metricsQueryV2) }),
  response: metricsRows,
})
