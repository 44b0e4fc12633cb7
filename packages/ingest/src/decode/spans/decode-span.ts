import type { ObservationEvent, ObservationFields, TraceEvent } from '../../events/event.ts'
import type { IngestionScope } from '../../scope.ts'
import { readAttributes } from '../otlp/attributes.ts'
import { microsOfNanos } from '../otlp/numbers.ts'
import type { OtlpSpan } from '../otlp/request.ts'
import { inputAndOutput } from './input-output.ts'
import { completionStart, modelName, modelParameters, promptLink } from './model-call.ts'
import { isVercelParent, observationType } from './observation-type.ts'
import { type ScopeContext, type SpanContext, takeText } from './span-context.ts'
import { levelOf } from './span-level.ts'
import { observationMetadata } from './span-metadata.ts'
import { costDetails, usageDetails } from './token-usage.ts'
import { environmentOf, rootRank, traceFields } from './trace-attributes.ts'

export interface SpanIds {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string | null
}

/**
 * A span as an observation, and what it says about its trace. A span is complete when it is sent: a second one with
 * its id is merged as an update would be, the one that ended later wins.
 */
export function decodeSpan(
  ingestion: IngestionScope,
  scope: ScopeContext,
  { traceId, spanId, parentId }: SpanIds,
  span: OtlpSpan,
): readonly [ObservationEvent, TraceEvent] {
  const attributes = readAttributes(span.attributes)
  const context: SpanContext = { scope, span, attributes, used: new Set() }
  const end = microsOfNanos(span.endTimeUnixNano)
  const start = microsOfNanos(span.startTimeUnixNano) ?? end ?? 0
  const rank = rootRank(context, parentId)
  const name = nameOf(context)
  const content = inputAndOutput(context)
  const environment = environmentOf(context)
  const trace = traceFields(context, rank, start, { name, ...content }, environment)
  const fields: ObservationFields = {
    traceId,
    parentObservationId: rank === 2 ? null : parentId,
    name,
    startTime: start,
    ...(end !== null && { endTime: end }),
    ...(environment !== undefined && { environment }),
    ...content,
    ...levelOf(context),
    ...(trace.version != null && { version: trace.version }),
    ...(trace.release != null && { release: trace.release }),
    ...callFields(context, start),
    origin: {
      source: ingestion.source,
      apiKeyId: ingestion.apiKeyId,
      sdkName: ingestion.sdkName,
      sdkVersion: ingestion.sdkVersion,
      scopeName: scope.scopeName,
      serviceName: textOrNull(scope.resource.get('service.name')),
    },
  }
  const metadata = observationMetadata(context)
  if (metadata) fields.metadata = metadata
  return [
    {
      kind: 'observation',
      id: spanId,
      eventId: spanId,
      time: end ?? start,
      isCreate: true,
      fields,
    },
    { kind: 'trace', id: traceId, eventId: '', time: start, isCreate: true, fields: trace },
  ]
}

/** What only calls of a model have. */
function callFields(context: SpanContext, start: number): Partial<ObservationFields> {
  const type = observationType(context)
  if (isVercelParent(context)) return { type }
  const model = modelName(context)
  const parameters = modelParameters(context)
  const usage = usageDetails(context)
  const cost = costDetails(context)
  const firstToken = completionStart(context, start)
  return {
    type,
    ...(model !== undefined && { model }),
    ...(parameters && { modelParameters: parameters }),
    ...(usage && { usageDetails: usage }),
    ...(cost && { costDetails: cost }),
    ...(firstToken !== undefined && { completionStartTime: firstToken }),
    ...(type === 'GENERATION' && promptLink(context)),
  }
}

function nameOf(context: SpanContext): string {
  const { attributes, span } = context
  const named = takeText(context, 'gen_ai.tool.name', 'genkit:name', 'logfire.msg', 'ai.toolCall.name')
  if (named !== undefined) return named
  const functionId = attributes.get('ai.telemetry.functionId')
  const operation = attributes.get('ai.operationId')
  if (typeof functionId === 'string' && typeof operation === 'string') return `${functionId}:${operation}`
  return span.name ?? ''
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
