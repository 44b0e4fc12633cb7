import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { observationLevel, observationType, observationTypes } from '../observation-types.ts'
import { entityId, instant, optionalId } from './identifiers.ts'
import { scoreBody } from './score-body.ts'

/**
 * Events of `POST /api/public/ingestion`, the legacy generation of the wire. Absent, null and a value are three
 * different things here: an update that does not name a field leaves it alone, a null clears it.
 * Keys that are not listed are dropped, as SDKs send some that must not be stored (`observeOpenAI` of version 3
 * sends its client's secret key on trace-create).
 */
export const traceBody = z.object({
  id: optionalId,
  timestamp: instant.nullish(),
  name: z.string().max(1000).nullish(),
  userId: z.string().nullish(),
  sessionId: z.string().nullish(),
  release: z.string().nullish(),
  version: z.string().nullish(),
  environment: z.unknown().optional(),
  tags: z.array(z.string()).nullish(),
  public: z.boolean().nullish(),
  input: z.unknown().optional(),
  output: z.unknown().optional(),
  metadata: z.unknown().optional(),
})

export const spanBody = z.object({
  id: optionalId,
  traceId: optionalId,
  parentObservationId: optionalId,
  name: z.string().nullish(),
  startTime: instant.nullish(),
  endTime: instant.nullish(),
  level: observationLevel.nullish(),
  statusMessage: z.string().nullish(),
  version: z.string().nullish(),
  environment: z.unknown().optional(),
  input: z.unknown().optional(),
  output: z.unknown().optional(),
  metadata: z.unknown().optional(),
})

/** Anything is taken; the document of the API names what is understood. */
function lenient(...names: readonly string[]) {
  return z.unknown().meta({ properties: Object.fromEntries(names.map((name) => [name, {}])) })
}

const usage = lenient(
  ...['input', 'output', 'total', 'unit', 'inputCost', 'outputCost', 'totalCost'],
  ...['promptTokens', 'completionTokens', 'totalTokens'],
)
const usageDetails = lenient(
  ...[
    'prompt_tokens',
    'completion_tokens',
    'total_tokens',
    'prompt_tokens_details',
    'completion_tokens_details',
  ],
  ...['input_tokens', 'output_tokens', 'input_tokens_details', 'output_tokens_details'],
)

export const generationBody = spanBody.extend({
  completionStartTime: instant.nullish(),
  model: z.string().nullish(),
  modelParameters: z.record(z.string(), z.unknown()).nullish(),
  /** Counts and costs are read leniently: a wrong number must not cost the user the event. */
  usage: usage.optional(),
  usageDetails: usageDetails.optional(),
  costDetails: z.unknown().optional(),
  promptName: z.string().nullish(),
  promptVersion: z.uint32().nullish(),
})

/** `observation-create` and `observation-update` name the type in the body. */
const typedBody = generationBody.extend({ type: observationType })

const envelope = {
  id: entityId,
  timestamp: instant,
  metadata: z.unknown().optional(),
}

const plainTypes = new Set(['SPAN', 'EVENT'])

function observationEvents(verb: 'create' | 'update') {
  return observationTypes.map((type) =>
    z.object({
      ...envelope,
      type: z.literal(`${type.toLowerCase() as Lowercase<typeof type>}-${verb}`),
      body: (plainTypes.has(type) ? spanBody : generationBody) as typeof generationBody,
    }),
  )
}

/** One event of a batch. `id` deduplicates the event; `body.id` names what it describes. */
export const ingestionEvent = z.discriminatedUnion('type', [
  z.object({ ...envelope, type: z.literal('trace-create'), body: traceBody }),
  z.object({ ...envelope, type: z.literal('score-create'), body: scoreBody }),
  z.object({ ...envelope, type: z.literal('sdk-log'), body: lenient('log') }),
  z.object({ ...envelope, type: z.enum(['observation-create', 'observation-update']), body: typedBody }),
  ...observationEvents('create'),
  ...observationEvents('update'),
])
export type IngestionEvent = z.output<typeof ingestionEvent>
export type TraceBody = z.output<typeof traceBody>
export type ObservationBody = z.output<typeof generationBody>

/** The body of `POST /api/public/ingestion`. Events are checked one by one, so that one bad event fails alone. */
export const ingestionBatch = z.object({ batch: z.array(z.unknown()), metadata: z.unknown().optional() })

/** The 207 answer; its order is not that of the events. */
export const ingestionResponse = z.object({
  successes: z.array(z.object({ id: z.string(), status: z.number().int() })),
  errors: z.array(
    z.object({
      /** `unknown` when the event has no usable id. */
      id: z.string(),
      status: z.number().int(),
      message: z.string(),
      error: z.unknown().optional(),
    }),
  ),
})
export type IngestionResponse = z.infer<typeof ingestionResponse>

export const ingestBatch = defineRoute({
  method: 'POST',
  path: '/api/public/ingestion',
  summary: 'A batch of events; each is answered for itself',
  body: z.object({ batch: z.array(ingestionEvent), metadata: z.unknown().optional() }),
  response: ingestionResponse,
  status: 207,
  auth: 'scores',
})
