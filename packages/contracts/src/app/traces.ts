import { z } from 'zod'
import { filterParam } from '../filters.ts'
import { defineRoute } from '../http/route.ts'
import { observationLevel, observationType } from '../observation-types.ts'
import { countsOverTime } from './counts-over-time.ts'
import { facet } from './facet.ts'
import { pageFigures } from './page-figures.ts'
import { projectParams, timeRangeQuery } from './time-range.ts'

const instant = z.iso.datetime()
const usage = z.record(z.string(), z.number())

export const traceOrderColumns = [
  'timestamp',
  'name',
  'userId',
  'sessionId',
  'latency',
  'totalTokens',
  'totalCost',
  'level',
] as const

/** A row of the traces list. `latency` in seconds, costs in USD; null where nothing is known. */
export const traceListRow = z.object({
  id: z.string(),
  timestamp: instant,
  name: z.string().nullable(),
  userId: z.string().nullable(),
  sessionId: z.string().nullable(),
  environment: z.string(),
  version: z.string().nullable(),
  release: z.string().nullable(),
  tags: z.array(z.string()),
  bookmarked: z.boolean(),
  /** First 200 characters of input and output, for the list only. */
  inputPreview: z.string().nullable(),
  outputPreview: z.string().nullable(),
  models: z.array(z.string()),
  observationCount: z.number(),
  errorCount: z.number(),
  level: observationLevel,
  /** Only calls of models failed, and a later one (a retry, a fallback) did not. */
  recovered: z.boolean(),
  latency: z.number().nullable(),
  /** All input, cache reads and writes included. */
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  totalTokens: z.number(),
  totalCost: z.number().nullable(),
})
export type TraceListRow = z.infer<typeof traceListRow>

export const listTracesQuery = timeRangeQuery.extend({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  orderBy: z.enum(traceOrderColumns).default('timestamp'),
  order: z.enum(['asc', 'desc']).default('desc'),
  /** Free text over id, name, user, session and the previews. */
  search: z.string().max(500).optional(),
  /** Filter language as JSON; columns as in `traceFilterColumns`. */
  filter: filterParam.optional(),
})

export const listTraces = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/traces',
  summary: 'Traces of a project, filtered, sorted and paged',
  params: projectParams,
  query: listTracesQuery,
  response: z.object({ rows: z.array(traceListRow), ...pageFigures }),
})

export const getTraceCounts = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/traces/over-time',
  summary: 'How many traces of the list began when, and how many of them hold an error',
  params: projectParams,
  query: listTracesQuery.pick({ from: true, to: true, environment: true, search: true, filter: true }),
  response: countsOverTime,
})

/** Values to choose from in filters, the most frequent first, at most 100 each. */
export const getTraceFacets = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/traces/facets',
  summary: 'Values and counts to filter traces by',
  params: projectParams,
  query: timeRangeQuery,
  response: z.object({
    environment: facet,
    name: facet,
    userId: facet,
    sessionId: facet,
    model: facet,
    tag: facet,
    level: facet,
    version: facet,
    release: facet,
    errorType: facet,
  }),
})

/** An observation without its input and output: what the tree needs. */
export const observationNode = z.object({
  id: z.string(),
  traceId: z.string(),
  parentObservationId: z.string().nullable(),
  type: observationType,
  name: z.string().nullable(),
  startTime: instant,
  endTime: instant.nullable(),
  completionStartTime: instant.nullable(),
  /** Seconds. */
  latency: z.number().nullable(),
  timeToFirstToken: z.number().nullable(),
  level: observationLevel,
  statusMessage: z.string().nullable(),
  model: z.string().nullable(),
  usageDetails: usage,
  costDetails: usage,
  totalCost: z.number().nullable(),
})
export type ObservationNode = z.infer<typeof observationNode>

/** An observation with everything. `input`, `output` and metadata values are parsed JSON where they are JSON. */
export const observationDetail = observationNode.extend({
  environment: z.string(),
  version: z.string().nullable(),
  modelParameters: z.record(z.string(), z.unknown()),
  /** Id of the model definition whose prices were used; null when none matched. */
  modelId: z.string().nullable(),
  pricingTierName: z.string().nullable(),
  promptName: z.string().nullable(),
  promptVersion: z.number().nullable(),
  input: z.unknown(),
  output: z.unknown(),
  metadata: z.record(z.string(), z.unknown()),
})
export type ObservationDetail = z.infer<typeof observationDetail>

export const traceScore = z.object({
  id: z.string(),
  name: z.string(),
  observationId: z.string().nullable(),
  dataType: z.string(),
  value: z.number().nullable(),
  stringValue: z.string().nullable(),
  source: z.string(),
  comment: z.string().nullable(),
  configId: z.string().nullable(),
  timestamp: instant,
})
export type TraceScore = z.infer<typeof traceScore>

export const traceDetail = traceListRow.omit({ inputPreview: true, outputPreview: true }).extend({
  input: z.unknown(),
  output: z.unknown(),
  metadata: z.record(z.string(), z.unknown()),
  public: z.boolean(),
  usageDetails: usage,
  costDetails: usage,
  /** Ordered by start time; at most 20,000. */
  observations: z.array(observationNode),
  scores: z.array(traceScore),
  /** Whether the reader may bookmark, tag, publish, comment and score. */
  mayAnnotate: z.boolean(),
  mayDelete: z.boolean(),
})
export type TraceDetail = z.infer<typeof traceDetail>

export const oneTrace = projectParams.extend({ traceId: z.string().min(1) })
export const oneObservation = oneTrace.extend({ observationId: z.string().min(1) })

export const getTrace = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/traces/:traceId',
  summary: 'One trace with its observation tree',
  params: oneTrace,
  response: traceDetail,
})

export const getObservation = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/traces/:traceId/observations/:observationId',
  summary: 'One observation with input, output and metadata',
  params: oneObservation,
  response: observationDetail,
})

/** A trace as people take it along: with all that its observations say. 422 when that is too much for one answer. */
export const getTraceDocument = defineRoute({
  method: 'GET',
  path: `${getTrace.path}/document`,
  summary: 'One trace with its observations, inputs and outputs included',
  params: oneTrace,
  response: traceDetail
    .omit({ usageDetails: true, costDetails: true, mayAnnotate: true, mayDelete: true })
    .extend({ observations: z.array(observationDetail) }),
})
export type TraceDocument = z.infer<typeof getTraceDocument.response>

/**
 * Server-sent events of a project: one `traces` event per committed write, at most four a second, with the ids of
 * the traces that changed (at most 100; `more` says that there were others), and one `mentions` event, which holds nothing,
 * whenever the reader's mentions in the project are others. Comments keep the stream alive.
 */
export const traceLiveEvent = z.object({ traceIds: z.array(z.string()), more: z.boolean() })
export type TraceLiveEvent = z.infer<typeof traceLiveEvent>
export const liveEventsPath = '/api/app/projects/:projectId/live'
