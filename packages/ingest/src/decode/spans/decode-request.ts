import { KansokuError } from '@kansoku/contracts'
import type { ObservationEvent, TraceEvent } from '../../events/event.ts'
import type { IngestionScope } from '../../scope.ts'
import { readAttributes } from '../otlp/attributes.ts'
import type { OtlpRequest, OtlpSpan, ScopeSpans } from '../otlp/request.ts'
import { readId } from '../otlp/span-id.ts'
import { decodeSpan, type SpanIds } from './decode-span.ts'
import type { ScopeContext } from './span-context.ts'

export interface DecodedSpans {
  readonly observations: readonly ObservationEvent[]
  readonly traces: readonly TraceEvent[]
}

/**
 * Decodes all spans of a request. A span without usable ids makes the whole request fail, as a sender that mangles
 * ids mangles all of them.
 * @throws KansokuError `invalid_request` that counts the unusable spans and says why
 */
export function decodeRequest(ingestion: IngestionScope, request: OtlpRequest): DecodedSpans {
  const observations: ObservationEvent[] = []
  const traces: TraceEvent[] = []
  const faults = new Map<string, number>()
  let count = 0
  for (const { scope, span } of spansOf(request)) {
    count++
    const ids = readIds(span)
    if (typeof ids === 'string') {
      const reason = `${ids} (scope "${scope.scopeName ?? ''}")`
      faults.set(reason, (faults.get(reason) ?? 0) + 1)
    } else if (faults.size === 0) {
      const [observation, trace] = decodeSpan(ingestion, scope, ids, span)
      observations.push(observation)
      traces.push(trace)
    }
  }
  if (faults.size > 0) throw unusable(faults, count)
  return { observations, traces }
}

function unusable(faults: ReadonlyMap<string, number>, count: number): KansokuError {
  const total = [...faults.values()].reduce((sum, number) => sum + number, 0)
  const reasons = [...faults].map(([reason, number]) => `${reason} ×${number}`).slice(0, 5)
  return new KansokuError(
    'invalid_request',
    `Invalid OTel trace payload: ${total} of ${count} span(s) have no usable ids: ${reasons.join('; ')}`,
  )
}

function* spansOf(request: OtlpRequest): Generator<{ scope: ScopeContext; span: OtlpSpan }> {
  for (const resourceSpans of request.resourceSpans ?? []) {
    const resource = readAttributes(resourceSpans.resource?.attributes)
    for (const scopeSpans of resourceSpans.scopeSpans ?? []) {
      const scope = scopeContext(resource, scopeSpans)
      for (const span of scopeSpans.spans ?? []) yield { scope, span }
    }
  }
}

function scopeContext(resource: ReturnType<typeof readAttributes>, { scope }: ScopeSpans): ScopeContext {
  const scopeName = scope?.name || null
  return {
    resource,
    scopeName,
    scopeVersion: scope?.version || null,
    scopeAttributes: readAttributes(scope?.attributes),
    isLangfuse: scopeName?.startsWith('langfuse-sdk') ?? false,
  }
}

function readIds(span: OtlpSpan): SpanIds | string {
  const trace = readId(span.traceId)
  if ('fault' in trace) return `traceId:${trace.fault}`
  const own = readId(span.spanId)
  if ('fault' in own) return `spanId:${own.fault}`
  const parent = readId(span.parentSpanId)
  return { traceId: trace.id, spanId: own.id, parentId: 'id' in parent ? parent.id : null }
}
