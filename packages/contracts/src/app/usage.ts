import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { list } from './lists.ts'
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
const dimensionParams = projectParams.extend({ dimension: z.enum(usageDimensions) })

/** `previous` covers the interval of equal length just before the range. */
export const getUsageTotals = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/usage',
  summary: 'What calls of gateways cost and used in a range, and in the one before it',
  ...input,
  response: z.object({ current: totals, previous: totals }),
})

export const getUsageBy = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/usage/:dimension',
  summary: 'The same by model, key, team, provider, tag or end user, the most expensive first',
  params: dimensionParams,
  query: range.extend({ limit: z.coerce.number().int().min(1).max(10_000).default(100) }),
  /** `hasMore`: there are more rows than `limit`. */
  response: z.object({ rows: z.array(usageRow), hasMore: z.boolean() }),
})

/** The most expensive ones are told apart, all others are `null`. What has no point at a time had no call then. */
export const getUsageOverTime = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/usage/:dimension/over-time',
  summary: 'The same over time, in hours of short ranges and days of others',
  params: dimensionParams,
  query: range,
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

export const nameUsage = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/usage/:dimension/names',
  summary: 'What keys and teams are called, whether they have calls or not',
  params: dimensionParams,
  query: z.object({ id: list.pipe(z.array(z.string()).max(1000).default([])) }),
  /** In the order asked for; null: not known, or not for the reader. */
  response: z.object({ names: z.array(usageRow.pick({ id: true, name: true })) }),
})
