import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { instantParam, listParam, pageMeta, pageParams, textParam } from './read-params.ts'

/** What one model was used for on one day; without a name, everything that is no call of a model. */
export const dailyModelUsage = z.object({
  model: z.string().nullable(),
  inputUsage: z.number(),
  outputUsage: z.number(),
  totalUsage: z.number(),
  /** US dollars. */
  totalCost: z.number(),
  countObservations: z.number().int(),
  countTraces: z.number().int(),
})
export type DailyModelUsage = z.infer<typeof dailyModelUsage>

export const getDailyMetrics = defineRoute({
  method: 'GET',
  path: '/api/public/metrics/daily',
  summary: 'Traces, observations, cost and usage per day in UTC, newest first',
  query: z.object({
    ...pageParams,
    traceName: textParam,
    userId: textParam,
    tags: listParam,
    environment: listParam,
    fromTimestamp: instantParam,
    toTimestamp: instantParam,
  }),
  response: z.object({
    data: z.array(
      z.object({
        date: z.iso.date(),
        countTraces: z.number().int(),
        countObservations: z.number().int(),
        totalCost: z.number(),
        usage: z.array(dailyModelUsage),
      }),
    ),
    meta: pageMeta,
  }),
})
