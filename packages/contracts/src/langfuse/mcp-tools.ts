import { z } from 'zod'
import { filterList } from '../filters.ts'
import type { Route } from '../http/route.ts'
import { observationLevel, observationType } from '../observation-types.ts'
import { getComment, listComments } from './comment.ts'
import { getHealth } from './health.ts'
import { getMedia } from './media.ts'
import { getMetricsV2, metricsQueryV2 } from './metrics.ts'
import { getModel, listModels } from './model.ts'
import { getPublicObservation } from './observation.ts'
import { listObservationsV2, observationFieldGroups } from './observation-v2.ts'
import { getScoreV2 } from './score.ts'
import { scoreDataTypes } from './score-body.ts'
import { getScoreConfig, listScoreConfigs } from './score-config.ts'
import { listScoresV3, scoreFieldGroups } from './score-v3.ts'

/** A tool of the platform's MCP server that is a route of the public API: its answer is that of the route. */
export interface McpTool {
  readonly description: string
  readonly route: Route
  /** What models give: values in their own types, under the names of the route's parameters. */
  readonly input: z.ZodObject
  /** The parameter that takes the whole input, as JSON. */
  readonly whole?: string
}

const instant = z.iso.datetime({ offset: true }).describe('ISO 8601, for instance 2026-01-31T00:00:00Z')
const names = z.array(z.string().min(1)).max(100)
const id = z.string().min(1)
const pages = { page: z.number().int().min(1), limit: z.number().int().min(1).max(100) }

const observationsInput = z.strictObject({
  fields: z
    .array(z.enum(observationFieldGroups))
    .describe(
      'Groups of fields; core and basic where absent. getObservationFieldSchema tells what they hold',
    ),
  limit: z.number().int().min(1).max(100),
  cursor: z.string().describe('From meta of the page before'),
  fromStartTime: instant,
  toStartTime: instant,
  name: id,
  type: observationType,
  level: observationLevel,
  traceId: id,
  userId: id,
  sessionId: id,
  parentObservationId: id,
  isRootObservation: z.boolean(),
  version: id,
  environment: names,
  expandMetadata: names.describe('Keys of metadata whose values are not to be cut'),
  filter: filterList.describe('Conditions that all must hold; getObservationFilterSchema tells the columns'),
})

const scoresInput = z.strictObject({
  fields: z.array(z.enum(scoreFieldGroups)),
  limit: z.number().int().min(1).max(100),
  cursor: z.string().describe('From meta of the page before'),
  fromTimestamp: instant,
  toTimestamp: instant,
  id: names,
  name: names,
  dataType: z.array(z.enum(scoreDataTypes)),
  source: names,
  environment: names,
  traceId: names,
  sessionId: names,
  observationId: names.describe('With traceId'),
  value: names.describe('With one dataType'),
  valueMin: z.number(),
  valueMax: z.number(),
})

const commentsInput = z.strictObject({
  ...pages,
  objectType: z.enum(['TRACE', 'OBSERVATION', 'SESSION', 'PROMPT']),
  objectId: id,
})

/** By their names, which are Langfuse's. All of them only read. */
export const mcpTools: Readonly<Record<string, McpTool>> = {
  listObservations: {
    description: 'Observations of the project (calls of models and tools, spans, events), newest first.',
    route: listObservationsV2,
    input: observationsInput.partial(),
  },
  getObservation: {
    description: 'One observation with input, output, usage and cost.',
    route: getPublicObservation,
    input: z.strictObject({ observationId: id }),
  },
  queryMetrics: {
    description:
      'Sums, averages, counts and percentiles over a span of time: costs, tokens, latencies and counts, in all or by model, user, name, day and so on. getMetricsSchema tells what may be asked.',
    route: getMetricsV2,
    input: z.strictObject(metricsQueryV2.shape),
    whole: 'query',
  },
  listScores: {
    description: 'Scores of traces, observations and sessions, newest first.',
    route: listScoresV3,
    input: scoresInput.partial(),
  },
  getScore: { description: 'One score.', route: getScoreV2, input: z.strictObject({ scoreId: id }) },
  listScoreConfigs: {
    description: 'What scores of the project may be.',
    route: listScoreConfigs,
    input: z.strictObject(pages).partial(),
  },
  getScoreConfig: {
    description: 'What scores of one kind may be.',
    route: getScoreConfig,
    input: z.strictObject({ configId: id }),
  },
  listModels: {
    description: 'Models and their prices.',
    route: listModels,
    input: z.strictObject(pages).partial(),
  },
  getModel: { description: 'One model with its prices.', route: getModel, input: z.strictObject({ id }) },
  listComments: {
    description: 'What people say about traces, observations, sessions and prompts.',
    route: listComments,
    input: commentsInput.partial(),
  },
  getComment: { description: 'One comment.', route: getComment, input: z.strictObject({ commentId: id }) },
  getMedia: {
    description: 'An uploaded file, with an address to read it.',
    route: getMedia,
    input: z.strictObject({ mediaId: id }),
  },
  getHealth: { description: 'Whether the server is well.', route: getHealth, input: z.strictObject({}) },
}
