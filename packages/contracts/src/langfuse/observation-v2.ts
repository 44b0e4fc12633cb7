import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { observationLevel, observationType } from '../observation-types.ts'
import { observationParams } from './observation.ts'
import { countsField, instantField, metadataField, numberOrNull, text, textOrNull } from './read-fields.ts'
import { csvParam, flagParam, limitParam, textParam } from './read-params.ts'

/** Groups of fields of the observation-first read API; `core` always comes. */
export const observationFieldGroups = [
  'core',
  'basic',
  'time',
  'io',
  'metadata',
  'model',
  'usage',
  'prompt',
  'metrics',
  'trace_context',
] as const
export type ObservationFieldGroup = (typeof observationFieldGroups)[number]

/**
 * Texts that are absent are empty here, input and output are raw texts, prices are decimal texts (null unless the
 * group `model` was asked for). Source: Langfuse's v2 observations, as its server answers.
 */
export const observationV2 = z.object({
  id: text,
  traceId: text,
  startTime: instantField,
  endTime: instantField.nullable(),
  projectId: text,
  parentObservationId: textOrNull,
  type: observationType,
  modelId: textOrNull,
  inputPrice: textOrNull,
  outputPrice: textOrNull,
  totalPrice: textOrNull,
  // basic
  name: text.optional(),
  level: observationLevel.optional(),
  statusMessage: text.optional(),
  version: text.optional(),
  environment: text.optional(),
  bookmarked: z.boolean().optional(),
  public: z.boolean().optional(),
  userId: text.optional(),
  sessionId: text.optional(),
  isRootObservation: z.boolean().optional(),
  // time
  completionStartTime: instantField.nullable().optional(),
  createdAt: instantField.optional(),
  updatedAt: instantField.optional(),
  // io
  input: text.optional(),
  output: text.optional(),
  // metadata
  metadata: metadataField.optional(),
  // model: the specification says `providedModelName`, the server `model`; both are answered
  model: text.optional(),
  providedModelName: text.optional(),
  internalModelId: textOrNull.optional(),
  modelParameters: metadataField.optional(),
  // usage
  usageDetails: countsField.optional(),
  costDetails: countsField.optional(),
  totalCost: numberOrNull.optional(),
  inputUsage: z.number().optional(),
  outputUsage: z.number().optional(),
  totalUsage: z.number().optional(),
  inputCost: numberOrNull.optional(),
  outputCost: numberOrNull.optional(),
  usagePricingTierId: textOrNull.optional(),
  usagePricingTierName: textOrNull.optional(),
  // prompt
  promptId: text.optional(),
  promptName: text.optional(),
  promptVersion: numberOrNull.optional(),
  // metrics, in seconds
  latency: numberOrNull.optional(),
  timeToFirstToken: numberOrNull.optional(),
  // trace_context
  traceName: text.optional(),
  tags: z.array(text).optional(),
  release: text.optional(),
})
export type ObservationV2 = z.infer<typeof observationV2>

/** Unknown names are ignored; without any, `core` and `basic`. */
const fieldsParam = csvParam.transform((names): readonly ObservationFieldGroup[] =>
  names === undefined
    ? ['core', 'basic']
    : observationFieldGroups.filter((group) => group === 'core' || names.includes(group)),
)

const parseIoAsJsonParam = flagParam.refine((value) => value !== true, {
  message:
    'parseIoAsJson=true is not supported: input and output are always raw strings. Remove the parameter.',
})

export const listObservationsV2 = defineRoute({
  method: 'GET',
  path: '/api/public/v2/observations',
  summary: 'Observations of the project by cursor, newest first, with the groups of fields asked for',
  query: z.object({
    ...observationParams,
    fields: fieldsParam,
    expandMetadata: csvParam,
    limit: limitParam(1000),
    cursor: textParam,
    parseIoAsJson: parseIoAsJsonParam,
    sessionId: textParam,
    /** Empty: observations without a parent. */
    parentObservationId: z.string().optional(),
    isRootObservation: flagParam,
  }),
  response: z.object({ data: z.array(observationV2), meta: z.object({ cursor: text.optional() }) }),
})
