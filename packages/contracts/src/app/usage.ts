import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { projectParams } from './time-range.ts'

/** What usage may be told apart by. A call with several tags counts for each of them. */
export const usageDimensions = ['model', 'key', 'team', 'provider', 'tag', 'endUser'] as const
export type UsageDimension = (typeof usageDimensions)[number]

/** Of tries at models that gateways have recorded for a project. */
const figures = {
  calls: z.number(),
  failed: z.number(),
  /** Answered from the cache of the gateway, for nothing. */
  cacheHits: z.number(),
  /** US dollars. */
  spend: z.number(),
  /** US dollars that cache hits would have cost. */
  saved: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  totalTokens: z.number(),
}

const totals = z.object(figures)
export type UsageTotals = z.infer<typeof totals>

const usageRow = z.object({
  /** What calls are told apart by; empty: those that have none. */
  id: z.string(),
  /** Of a key or a team that still exists. */
  name: z.string().nullable(),
  ...figures,
})
export type UsageRow = z.infer<typeof usageRow>

const range = z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
const input = { params: projectParams, query: range } as const
const oneDimension = {
  params: projectParams.extend({ dimension: z.enum(usageDimensions) }),
  query: range,
} as const

/** `previous` covers the interval of equal length just before the range. */
export const getUsageTotals = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/usage',
  summary: 'What calls of gateways cost and used in a range, and in the one before it',
  ...input,
  response: z.object({ current: totals, previous: totals }),
})

/** At most a hundred rows. */
export const getUsageBy = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/usage/:dimension',
  summary: 'The same by model, key, team, provider, tag or end user, the most expensive first',
  ...oneDimension,
  response: z.object({ rows: z.array(usageRow) }),
})

/** The most expensive ones are told apart, all others are `null`. What has no point at a time had no call then. */
export const getUsageOverTime = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/usage/:dimension/over-time',
  summary: 'The same over time, in hours of short ranges and days of others',
  ...oneDimension,
  response: z.object({
    bucketSeconds: z.number(),
    times: z.array(z.iso.datetime()),
    series: z.array(z.object({ id: z.string().nullable(), name: z.string().nullable() })),
    points: z.array(
      z.object({
        time: z.iso.datetime(),
        id: z.string().nullable(),
        spend: z.number(),
        calls: z.number(),
        tokens: z.number(),
        failed: z.number(),
      }),
    ),
  }),
})
