import { z } from 'zod'
import { filterParam } from '../filters.ts'
import { defineRoute } from '../http/route.ts'
import { observationLevel, observationType } from '../observation-types.ts'
import {
  countsField,
  instantField,
  json,
  metadataField,
  numberOrNull,
  text,
  textOrNull,
} from './read-fields.ts'
import { instantParam, listParam, pageMeta, pageParams, textParam } from './read-params.ts'

/** Counts in tokens, costs in US dollars. */
const usageV1 = z.object({
  unit: textOrNull,
  input: z.number(),
  output: z.number(),
  total: z.number(),
  inputCost: numberOrNull,
  outputCost: numberOrNull,
  totalCost: numberOrNull,
})

/**
 * An observation of the legacy read API. Times in seconds, prices in US dollars per unit, as numbers. What the
 * specification does not name (`projectId`, `promptTokens`, `unit` …) is answered as Langfuse's server does.
 */
export const observationV1 = z.object({
  id: text,
  traceId: textOrNull,
  projectId: text,
  type: observationType,
  name: textOrNull,
  startTime: instantField,
  endTime: instantField.nullable(),
  completionStartTime: instantField.nullable(),
  model: textOrNull,
  modelParameters: metadataField,
  input: json,
  output: json,
  version: textOrNull,
  metadata: metadataField,
  usage: usageV1,
  usageDetails: countsField,
  costDetails: countsField,
  level: observationLevel,
  statusMessage: textOrNull,
  parentObservationId: textOrNull,
  promptId: textOrNull,
  promptName: textOrNull,
  promptVersion: numberOrNull,
  environment: text,
  modelId: textOrNull,
  inputPrice: numberOrNull,
  outputPrice: numberOrNull,
  totalPrice: numberOrNull,
  calculatedInputCost: numberOrNull,
  calculatedOutputCost: numberOrNull,
  calculatedTotalCost: numberOrNull,
  latency: numberOrNull,
  timeToFirstToken: numberOrNull,
  unit: textOrNull,
  promptTokens: z.number(),
  completionTokens: z.number(),
  totalTokens: z.number(),
  usagePricingTierId: textOrNull,
  usagePricingTierName: textOrNull,
  createdAt: instantField,
  updatedAt: instantField,
})
export type ObservationV1 = z.infer<typeof observationV1>

/** Simple conditions that both generations of the list take. */
export const observationParams = {
  name: textParam,
  userId: textParam,
  type: textParam.pipe(observationType.optional()),
  traceId: textParam,
  level: textParam.pipe(observationLevel.optional()),
  environment: listParam,
  fromStartTime: instantParam,
  toStartTime: instantParam,
  version: textParam,
  filter: filterParam.optional(),
} as const

export const listPublicObservations = defineRoute({
  method: 'GET',
  path: '/api/public/observations',
  summary: 'Observations of the project, newest first',
  query: z.object({ ...pageParams, ...observationParams, parentObservationId: textParam }),
  response: z.object({ data: z.array(observationV1), meta: pageMeta }),
})

export const getPublicObservation = defineRoute({
  method: 'GET',
  path: '/api/public/observations/:observationId',
  summary: 'One observation',
  params: z.object({ observationId: z.string() }),
  response: observationV1,
})
