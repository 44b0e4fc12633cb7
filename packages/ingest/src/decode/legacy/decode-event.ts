import type {
  IngestionEvent,
  ObservationBody,
  ObservationType,
  ScoreBody,
  TraceBody,
} from '@kansoku/contracts'
import type { NeutralEvent, ObservationFields, ScoreFields, TraceFields } from '../../events/event.ts'
import { type Micros, parseInstant } from '../../events/instant.ts'
import { metadataOf } from '../../events/metadata-text.ts'
import type { IngestionScope } from '../../scope.ts'
import { readCostDetails } from '../../usage/cost-details.ts'
import { readLegacyUsage } from '../../usage/legacy-usage.ts'
import { readUsageDetails } from '../../usage/usage-details.ts'

type StoredEvent = Exclude<IngestionEvent, { type: 'sdk-log' }>

/**
 * Turns a checked event of the legacy API into a neutral one. An entity without an id of its own takes that of its
 * event, so that a repeated batch describes the same entity.
 */
export function decodeEvent(scope: IngestionScope, event: StoredEvent): NeutralEvent {
  const time = parseInstant(event.timestamp) ?? 0
  const head = { id: event.body.id ?? event.id, eventId: event.id, time }
  switch (event.type) {
    case 'trace-create':
      return { ...head, kind: 'trace', isCreate: true, fields: traceFields(event.body, time) }
    case 'score-create':
      return { ...head, kind: 'score', isCreate: true, fields: scoreFields(event.body) }
    default: {
      const isCreate = event.type.endsWith('-create')
      const type = 'type' in event.body ? event.body.type : typeOf(event.type)
      return { ...head, kind: 'observation', isCreate, fields: observationFields(scope, event.body, type) }
    }
  }
}

function typeOf(eventType: string): ObservationType {
  return eventType.slice(0, eventType.lastIndexOf('-')).toUpperCase() as ObservationType
}

function traceFields(body: TraceBody, time: Micros): TraceFields {
  return known({
    timestamp: instantOf(body.timestamp),
    start: time,
    name: body.name,
    userId: body.userId,
    sessionId: body.sessionId,
    version: body.version,
    release: body.release,
    environment: body.environment as string | null | undefined,
    tags: body.tags,
    public: body.public,
    metadata: metadataOf(body.metadata),
    input: body.input,
    output: body.output,
  })
}

function observationFields(
  scope: IngestionScope,
  body: ObservationBody,
  type: ObservationType,
): ObservationFields {
  const legacy = body.usage == null ? undefined : readLegacyUsage(body.usage)
  return known({
    traceId: body.traceId,
    parentObservationId: body.parentObservationId,
    type,
    name: body.name,
    startTime: instantOf(body.startTime),
    endTime: instantOf(body.endTime),
    completionStartTime: instantOf(body.completionStartTime),
    environment: body.environment as string | null | undefined,
    level: body.level,
    statusMessage: body.statusMessage,
    version: body.version,
    input: body.input,
    output: body.output,
    metadata: metadataOf(body.metadata),
    model: body.model,
    modelParameters: body.modelParameters,
    usageDetails: readUsageDetails(body.usageDetails) ?? legacy?.usageDetails ?? nullIn(body.usageDetails),
    costDetails: readCostDetails(body.costDetails) ?? legacy?.costDetails ?? nullIn(body.costDetails),
    promptName: body.promptName,
    promptVersion: body.promptVersion,
    origin: {
      source: scope.source,
      apiKeyId: scope.apiKeyId,
      sdkName: scope.sdkName,
      sdkVersion: scope.sdkVersion,
    },
  })
}

function scoreFields(body: ScoreBody): ScoreFields {
  const dataType = body.dataType ?? (typeof body.value === 'number' ? 'NUMERIC' : 'CATEGORICAL')
  return known({
    name: dataType === 'CORRECTION' ? 'output' : body.name,
    value: body.value,
    dataType,
    traceId: body.traceId,
    observationId: body.observationId,
    sessionId: body.sessionId,
    datasetRunId: body.datasetRunId,
    source: body.source,
    comment: body.comment,
    metadata: metadataOf(body.metadata),
    environment: body.environment as string | null | undefined,
    configId: body.configId,
    queueId: body.queueId,
  })
}

function instantOf(text: string | null | undefined): Micros | null | undefined {
  return typeof text === 'string' ? parseInstant(text) : text
}

function nullIn(value: unknown): null | undefined {
  return value === null ? null : undefined
}

type Known<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Leaves out what was not mentioned: an absent field means something else than null. */
function known<T extends object>(fields: T): Known<T> {
  for (const key of Object.keys(fields) as (keyof T)[]) {
    if (fields[key] === undefined) delete fields[key]
  }
  return fields as unknown as Known<T>
}
