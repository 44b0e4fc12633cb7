import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { observationLevel, observationType } from '../observation-types.ts'
import { countsOverTime } from './counts-over-time.ts'
import { facet } from './facet.ts'
import { pageFigures } from './page-figures.ts'
import { projectParams, timeRangeQuery } from './time-range.ts'
import { listTracesQuery } from './traces.ts'

const instant = z.iso.datetime()

export const observationOrderColumns = [
  'startTime',
  'type',
  'name',
  'model',
  'level',
  'latency',
  'timeToFirstToken',
  'tokensPerSecond',
  'inputTokens',
  'outputTokens',
  'totalTokens',
  'totalCost',
] as const

/** A row of the observations list. Times in seconds, costs in USD; null where nothing is known. */
export const observationListRow = z.object({
  id: z.string(),
  traceId: z.string(),
  parentObservationId: z.string().nullable(),
  type: observationType,
  name: z.string().nullable(),
  startTime: instant,
  endTime: instant.nullable(),
  level: observationLevel,
  statusMessage: z.string().nullable(),
  latency: z.number().nullable(),
  timeToFirstToken: z.number().nullable(),
  /** Of output. */
  tokensPerSecond: z.number().nullable(),
  /** All input, cache reads and writes included. */
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  totalTokens: z.number(),
  totalCost: z.number().nullable(),
  model: z.string().nullable(),
  promptName: z.string().nullable(),
  promptVersion: z.number().nullable(),
  environment: z.string(),
  version: z.string().nullable(),
  release: z.string().nullable(),
  /** Names of the tools that it called, in order. */
  toolCalls: z.array(z.string()),
  /** First 200 characters of input and output, for the list only. */
  inputPreview: z.string().nullable(),
  outputPreview: z.string().nullable(),
  /** What its trace says. */
  traceName: z.string().nullable(),
  userId: z.string().nullable(),
  sessionId: z.string().nullable(),
  tags: z.array(z.string()),
})
export type ObservationListRow = z.infer<typeof observationListRow>

/** The text is searched for in ids, names, model, status message, input and output; columns are those of the public list. */
const listQuery = listTracesQuery.extend({
  orderBy: z.enum(observationOrderColumns).default('startTime'),
})

export const listProjectObservations = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/observations',
  summary: 'Observations of a project, filtered, sorted and paged',
  params: projectParams,
  query: listQuery,
  response: z.object({ rows: z.array(observationListRow), ...pageFigures }),
})

export const getObservationCounts = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/observations/over-time',
  summary: 'How many observations of the list began when, and how many of them failed',
  params: projectParams,
  query: listQuery.pick({ from: true, to: true, environment: true, search: true, filter: true }),
  response: countsOverTime,
})

/** Values to choose from in filters, the most frequent first, at most 100 each. */
export const getObservationFacets = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/observations/facets',
  summary: 'Values and counts to filter observations by',
  params: projectParams,
  query: timeRangeQuery,
  response: z.object({
    environment: facet,
    type: facet,
    name: facet,
    level: facet,
    model: facet,
    promptName: facet,
    version: facet,
    release: facet,
    /** Names of the tools that were called. */
    tool: facet,
    /** `true` for those without a parent. */
    root: facet,
    traceName: facet,
    userId: facet,
    sessionId: facet,
    tag: facet,
  }),
})
