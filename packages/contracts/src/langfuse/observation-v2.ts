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

/** The fields of each group. */
const fields = {
  core: {
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
  },
  basic: {
    name: text,
    level: observationLevel,
    statusMessage: text,
    version: text,
    environment: text,
    bookmarked: z.boolean(),
    public: z.boolean(),
    userId: text,
    sessionId: text,
    isRootObservation: z.boolean(),
  },
  time: {
    completionStartTime: instantField.nullable(),
    createdAt: instantField,
    updatedAt: instantField,
  },
  io: { input: text, output: text },
  metadata: { metadata: metadataField },
  // The specification says `providedModelName`, the server `model`; both are answered.
  model: {
    model: text,
    providedModelName: text,
    internalModelId: textOrNull,
    modelParameters: metadataField,
  },
  usage: {
    usageDetails: countsField,
    costDetails: countsField,
    totalCost: numberOrNull,
    inputUsage: z.number(),
    outputUsage: z.number(),
    totalUsage: z.number(),
    inputCost: numberOrNull,
    outputCost: numberOrNull,
    usagePricingTierId: textOrNull,
    usagePricingTierName: textOrNull,
  },
  prompt: { promptId: text, promptName: text, promptVersion: numberOrNull },
  /** In seconds. */
  metrics: { latency: numberOrNull, timeToFirstToken: numberOrNull },
  trace_context: { traceName: text, tags: z.array(text), release: text },
} as const satisfies Record<ObservationFieldGroup, z.ZodRawShape>

/** Names of the fields of each group. */
export const observationFields: Readonly<Record<ObservationFieldGroup, readonly string[]>> = {
  core: Object.keys(fields.core),
  basic: Object.keys(fields.basic),
  time: Object.keys(fields.time),
  io: Object.keys(fields.io),
  metadata: Object.keys(fields.metadata),
  model: Object.keys(fields.model),
  usage: Object.keys(fields.usage),
  prompt: Object.keys(fields.prompt),
  metrics: Object.keys(fields.metrics),
  trace_context: Object.keys(fields.trace_context),
}

/**
 * Texts that are absent are empty here, input and output are raw texts, prices are decimal texts (null unless the
 * group `model` was asked for). Source: Langfuse's v2 observations, as its server answers.
 */
export const observationV2 = z.object({
  ...fields.core,
  ...z
    .object({
      ...fields.basic,
      ...fields.time,
      ...fields.io,
      ...fields.metadata,
      ...fields.model,
      ...fields.usage,
      ...fields.prompt,
      ...fields.metrics,
      ...fields.trace_context,
    })
    .partial().shape,
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
