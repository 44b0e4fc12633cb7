import { z } from 'zod'
import { filterParam } from '../filters.ts'
import { defineRoute } from '../http/route.ts'
import { instantField, metadataField, text, textOrNull } from './read-fields.ts'
import {
  csvParam,
  instantParam,
  listParam,
  numberParam,
  pageMeta,
  pageParams,
  textParam,
} from './read-params.ts'
import { scoreDataTypes } from './score-body.ts'

export const scoreSources = ['API', 'ANNOTATION', 'EVAL'] as const
export const scoreOperators = ['<', '>', '<=', '>=', '!=', '='] as const

const head = {
  id: text,
  name: text,
  source: text,
  timestamp: instantField,
  createdAt: instantField,
  updatedAt: instantField,
  authorUserId: textOrNull,
  comment: textOrNull,
  metadata: metadataField,
  configId: textOrNull,
  queueId: textOrNull,
  environment: text,
}

/**
 * By data type: NUMERIC has a number; BOOLEAN 0 or 1 and `True` or `False`; CATEGORICAL its text and the number of
 * the category, 0 without a config; TEXT only its text; CORRECTION 0 and the corrected text.
 */
const valueFields = {
  dataType: z.enum(scoreDataTypes),
  value: z.number().optional(),
  stringValue: textOrNull.optional(),
}

/** A score of the first generation: of a trace or an observation, never a CORRECTION. */
export const scoreV1 = z.object({ ...head, traceId: text, observationId: textOrNull, ...valueFields })
export type ScoreV1 = z.infer<typeof scoreV1>

/** A score of the second generation: of a trace, an observation, a session or a dataset run. */
export const scoreV2 = z.object({
  ...head,
  projectId: text,
  traceId: textOrNull,
  observationId: textOrNull,
  sessionId: textOrNull,
  datasetRunId: textOrNull,
  ...valueFields,
})
export type ScoreV2 = z.infer<typeof scoreV2>

/** What a list adds about the trace of a score; null when there is none. */
export const scoreTrace = z.object({
  userId: textOrNull,
  tags: z.array(text),
  environment: text,
  sessionId: textOrNull,
})
export type ScoreTrace = z.infer<typeof scoreTrace>

const sharedParams = {
  ...pageParams,
  userId: textParam,
  name: textParam,
  fromTimestamp: instantParam,
  toTimestamp: instantParam,
  environment: listParam,
  source: textParam.pipe(z.enum(scoreSources).optional()),
  operator: textParam.pipe(z.enum(scoreOperators).optional()),
  value: numberParam,
  scoreIds: csvParam,
  configId: textParam,
  queueId: textParam,
  traceTags: listParam,
}

const notInV1 = (parameter: string) =>
  textParam.refine((value) => value === undefined, {
    message: `${parameter} is not supported by v1 of the scores API. Use GET /api/public/v2/scores.`,
  })

export const listScoresV1 = defineRoute({
  method: 'GET',
  path: '/api/public/scores',
  summary: 'Scores of traces, newest first',
  query: z.object({
    ...sharedParams,
    dataType: textParam.pipe(z.enum(['NUMERIC', 'CATEGORICAL', 'BOOLEAN', 'TEXT']).optional()),
    traceId: notInV1('traceId'),
    sessionId: notInV1('sessionId'),
    datasetRunId: notInV1('datasetRunId'),
  }),
  response: z.object({ data: z.array(scoreV1.extend({ trace: scoreTrace.nullable() })), meta: pageMeta }),
})

export const getScoreV1 = defineRoute({
  method: 'GET',
  path: '/api/public/scores/:scoreId',
  summary: 'One score of a trace',
  params: z.object({ scoreId: z.string() }),
  response: scoreV1,
})

/** `trace` adds what scores belong to; without the parameter both groups come. */
const groupsParam = csvParam.transform((names) => ({
  score: names === undefined || names.includes('score'),
  trace: names === undefined || names.includes('trace'),
}))

export const listScoresV2 = defineRoute({
  method: 'GET',
  path: '/api/public/v2/scores',
  summary: 'Scores of any subject, newest first',
  query: z
    .object({
      ...sharedParams,
      dataType: textParam.pipe(z.enum(scoreDataTypes).optional()),
      traceId: textParam,
      sessionId: textParam,
      datasetRunId: textParam,
      observationId: csvParam,
      fields: groupsParam,
      filter: filterParam.optional(),
    })
    .superRefine(({ fields, userId, traceTags }, context) => {
      const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['fields'], message })
      if (!fields.score) refuse('Scores needs to be selected always.')
      if (!fields.trace && (userId !== undefined || traceTags !== undefined)) {
        refuse('Cannot filter by trace properties unless the field group trace is selected.')
      }
    }),
  response: z.object({
    data: z.array(scoreV2.extend({ trace: scoreTrace.nullable().optional() })),
    meta: pageMeta,
  }),
})

export const getScoreV2 = defineRoute({
  method: 'GET',
  path: '/api/public/v2/scores/:scoreId',
  summary: 'One score',
  params: z.object({ scoreId: z.string() }),
  response: scoreV2,
})

export const deleteScore = defineRoute({
  method: 'DELETE',
  path: '/api/public/scores/:scoreId',
  summary: 'Deletes a score at once; an unknown one is no error',
  params: z.object({ scoreId: z.string() }),
  response: z.object({ message: z.string() }),
  status: 202,
})
