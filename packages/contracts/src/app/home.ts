import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { projectParams, timeRangeQuery } from './time-range.ts'

const instant = z.iso.datetime()
const input = { params: projectParams, query: timeRangeQuery } as const
const path = <const P extends string>(name: P) => `/api/app/projects/:projectId/dashboard/${name}` as const

/** Seconds; null where the bucket holds no finished observation. */
const percentiles = {
  avg: z.number().nullable(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
}

const totals = z.object({
  traces: z.number(),
  /** Calls of models: generations and embeddings. */
  generations: z.number(),
  /** Traces with at least one ERROR observation. */
  failedTraces: z.number(),
  /** Their share of all traces, 0 to 1; null without traces. */
  errorRate: z.number().nullable(),
  totalCost: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  users: z.number(),
  sessions: z.number(),
  /** Seconds, of finished model calls. */
  latencyP50: z.number().nullable(),
  latencyP95: z.number().nullable(),
})

/** `previous` covers the interval of equal length just before the range. */
export const getDashboardOverview = defineRoute({
  method: 'GET',
  path: path('overview'),
  summary: 'Totals of the range and of the one before it',
  ...input,
  response: z.object({ current: totals, previous: totals }),
})

/** Buckets are aligned to `bucketSeconds` in UTC and have no gaps: empty ones are present with zeros. */
export const getTracesOverTime = defineRoute({
  method: 'GET',
  path: path('traces-over-time'),
  summary: 'Traces and traces with errors per bucket',
  ...input,
  response: z.object({
    bucketSeconds: z.number(),
    points: z.array(z.object({ time: instant, traces: z.number(), errors: z.number() })),
  }),
})

/** Usage and price of each model; `points` holds the ten most expensive ones, the rest as `other`. */
export const getModelUsage = defineRoute({
  method: 'GET',
  path: path('model-usage'),
  summary: 'Calls, tokens and cost per model, in total and over time',
  ...input,
  response: z.object({
    bucketSeconds: z.number(),
    models: z.array(
      z.object({
        model: z.string(),
        calls: z.number(),
        errors: z.number(),
        inputTokens: z.number(),
        outputTokens: z.number(),
        cacheReadTokens: z.number(),
        cacheWriteTokens: z.number(),
        totalTokens: z.number(),
        /** Null when no call of the model had a price. */
        totalCost: z.number().nullable(),
      }),
    ),
    points: z.array(
      z.object({ time: instant, model: z.string(), cost: z.number(), tokens: z.number(), calls: z.number() }),
    ),
  }),
})

/** Latency of generations, in seconds: over time for all models together, and per model in total and over time. */
export const getLatency = defineRoute({
  method: 'GET',
  path: path('latency'),
  summary: 'Average latency and percentiles over time and per model',
  ...input,
  response: z.object({
    bucketSeconds: z.number(),
    points: z.array(z.object({ time: instant, ...percentiles })),
    models: z.array(
      z.object({
        model: z.string(),
        calls: z.number(),
        ...percentiles,
        timeToFirstTokenP50: z.number().nullable(),
      }),
    ),
    modelPoints: z.array(z.object({ time: instant, model: z.string(), ...percentiles })),
  }),
})

/** Bounds in seconds, `[from, to)`; logarithmic, from the fastest to the slowest generation. */
export const getLatencyHistogram = defineRoute({
  method: 'GET',
  path: path('latency-histogram'),
  summary: 'Distribution of response times of generations',
  ...input,
  response: z.object({ bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.number() })) }),
})

/** `type` is the error class when the status message names one, else the first words of the message. */
export const getErrors = defineRoute({
  method: 'GET',
  path: path('errors'),
  summary: 'Errors by type and frequency',
  ...input,
  response: z.object({
    bucketSeconds: z.number(),
    types: z.array(
      z.object({
        type: z.string(),
        count: z.number(),
        lastSeen: instant,
        model: z.string().nullable(),
        exampleMessage: z.string(),
        exampleTraceId: z.string(),
      }),
    ),
    points: z.array(z.object({ time: instant, type: z.string(), count: z.number() })),
  }),
})

/** `timestamp` is null while the project has no traces. */
export const getFirstTrace = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/first-trace',
  summary: 'When the first trace of a project began',
  params: projectParams,
  response: z.object({ timestamp: instant.nullable() }),
})

/** Environments seen in the last 90 days, `default` first, then by name. */
export const listEnvironments = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/environments',
  summary: 'Environments of a project',
  params: projectParams,
  response: z.object({ environments: z.array(z.string()) }),
})
