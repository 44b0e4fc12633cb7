import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { instantField, metadataField, text, textOrNull } from './read-fields.ts'
import { csvParam, instantParam, limitParam, numberParam, textParam } from './read-params.ts'
import { scoreSources } from './score.ts'
import { type ScoreDataType, scoreDataTypes } from './score-body.ts'

export const scoreFieldGroups = ['core', 'details', 'subject', 'annotation'] as const
export type ScoreFieldGroup = (typeof scoreFieldGroups)[number]

/** What a score is about. An observation is named within its trace. */
export const scoreSubject = z.object({
  kind: z.enum(['trace', 'observation', 'session', 'experiment']),
  id: text,
  traceId: textOrNull.optional(),
})
export type ScoreSubject = z.infer<typeof scoreSubject>

/** A score of the third generation: one `value`, a number, a boolean or a text by data type. */
export const scoreV3 = z.object({
  id: text,
  projectId: text,
  name: text,
  value: z.union([z.number(), z.boolean(), z.string()]),
  dataType: z.enum(scoreDataTypes),
  source: text,
  timestamp: instantField,
  environment: text,
  createdAt: instantField,
  updatedAt: instantField,
  comment: textOrNull.optional(),
  configId: textOrNull.optional(),
  metadata: metadataField.optional(),
  subject: scoreSubject.nullable().optional(),
  authorUserId: textOrNull.optional(),
  queueId: textOrNull.optional(),
})
export type ScoreV3 = z.infer<typeof scoreV3>

const fieldsParam = csvParam.pipe(z.array(z.enum(scoreFieldGroups)).optional())
const upperCase = csvParam.transform((items) => items?.map((item) => item.toUpperCase()))

const parameters = z.strictObject({
  limit: limitParam(100),
  cursor: textParam,
  fields: fieldsParam,
  id: csvParam,
  name: csvParam,
  source: upperCase.pipe(z.array(z.enum(scoreSources)).optional()),
  dataType: upperCase.pipe(z.array(z.enum(scoreDataTypes)).optional()),
  environment: csvParam,
  configId: csvParam,
  queueId: csvParam,
  authorUserId: csvParam,
  value: csvParam,
  valueMin: numberParam,
  valueMax: numberParam,
  traceId: csvParam,
  sessionId: csvParam,
  observationId: csvParam,
  experimentId: csvParam,
  fromTimestamp: instantParam,
  toTimestamp: instantParam,
  userId: needsTrace('userId'),
  traceTags: needsTrace('traceTags'),
})
type Parameters = z.output<typeof parameters>

function needsTrace(parameter: string) {
  return z
    .unknown()
    .optional()
    .refine((value) => value === undefined || value === '', {
      message: `${parameter} filter requires a trace JOIN and is not supported in v3 — use v2 or omit this filter`,
    })
}

const comparable: readonly ScoreDataType[] = ['NUMERIC', 'BOOLEAN', 'CATEGORICAL']

/** What is wrong with a combination of filters. Source of the texts: Langfuse's v3 scores. */
function* faults(query: Parameters): Generator<[path: string, message: string]> {
  const [dataType, ...more] = query.dataType ?? []
  const single = dataType !== undefined && more.length === 0 ? dataType : undefined
  if (query.value && !(single && comparable.includes(single))) {
    yield ['value', 'value filter requires a single dataType from: NUMERIC, BOOLEAN, CATEGORICAL']
  } else if (
    query.value &&
    single === 'BOOLEAN' &&
    query.value.some((value) => !/^(true|false)$/.test(value))
  ) {
    yield ['value', 'value filter for dataType BOOLEAN must be "true" or "false"']
  } else if (
    query.value &&
    single === 'NUMERIC' &&
    query.value.some((value) => !Number.isFinite(Number(value)))
  ) {
    yield ['value', 'value filter for dataType NUMERIC must be a finite number']
  }
  if ((query.valueMin !== undefined || query.valueMax !== undefined) && single !== 'NUMERIC') {
    yield ['valueMin', 'valueMin and valueMax require dataType=NUMERIC as a single value']
  }
  if (query.observationId && !query.traceId) {
    yield ['observationId', 'observationId filter requires traceId — observation IDs are scoped to a trace']
  }
  if ([query.traceId, query.sessionId, query.experimentId].filter(Boolean).length > 1) {
    yield ['traceId', 'At most one of traceId, sessionId, experimentId may be specified']
  }
}

export const listScoresV3 = defineRoute({
  method: 'GET',
  path: '/api/public/v3/scores',
  summary: 'Scores of any subject by cursor, newest first',
  query: parameters.superRefine((query, context) => {
    for (const [path, message] of faults(query)) {
      context.addIssue({ code: 'custom', path: [path], message })
    }
  }),
  response: z.object({
    data: z.array(scoreV3),
    meta: z.object({ limit: z.number().int(), cursor: text.optional() }),
  }),
})
