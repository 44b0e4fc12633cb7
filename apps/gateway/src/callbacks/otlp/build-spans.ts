import { hash, randomBytes } from 'node:crypto'
import { describeFailure } from '@kansoku/routing'
import type { FinishedCall } from '../../recording/finished-call.ts'
import type { Steering } from '../../recording/steering.ts'
import { triesOf } from '../../recording/tries.ts'
import { type Attributes, callAttributes, guardrailAttributes, tryAttributes } from './gen-ai-attributes.ts'
import type { Span } from './span.ts'

export interface SpanOptions {
  readonly steering: Steering
  readonly hidden: boolean
  readonly redactKey: boolean
  readonly joinsCaller: boolean
  /** Further attributes of the request as a whole. */
  readonly more?: Attributes
}

const newSpanId = () => randomBytes(8).toString('hex')
/** `version-trace-span-flags`, as W3C's Trace Context has it. */
const traceparent = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}/

/**
 * A call as spans in the names of OpenTelemetry's GenAI conventions: the request as LiteLLM calls it, below it a span for
 * each try and for each guardrail. The same trace id gives the same trace.
 */
export function buildSpans(call: FinishedCall, options: SpanOptions): readonly Span[] {
  const { steering, joinsCaller } = options
  const caller = joinsCaller ? traceparent.exec(String(call.headers.traceparent ?? '')) : null
  const traceId = caller?.[1] ?? hash('sha256', steering.traceId ?? call.callId).slice(0, 32)
  const spanId = newSpanId()
  const below = { traceId, parentSpanId: spanId }
  const request: Span = {
    traceId,
    spanId,
    parentSpanId: caller?.[2],
    name: 'Received Proxy Server Request',
    kind: 'server',
    startNanos: toNanos(call.startedAt),
    endNanos: toNanos(call.endedAt),
    attributes: { ...callAttributes(call, options), ...options.more },
    error: call.error && describeFailure(call.error),
  }
  const tries = triesOf(call, steering).map((one): Span => {
    const error = one.served ? call.error : (one.attempt?.error ?? call.error)
    return {
      ...below,
      spanId: newSpanId(),
      name: 'litellm_request',
      kind: 'client',
      startNanos: toNanos(one.startedAt),
      endNanos: toNanos(one.endedAt),
      attributes: tryAttributes(call, one, options),
      error: error && describeFailure(error),
    }
  })
  const guardrails = (call.guardrails ?? []).map(
    (decision): Span => ({
      ...below,
      spanId: newSpanId(),
      name: 'guardrail',
      kind: 'internal',
      startNanos: toNanos(decision.startedAt),
      endNanos: toNanos(decision.endedAt),
      attributes: guardrailAttributes(decision),
      error: decision.verdict === 'refused' ? decision.message : undefined,
    }),
  )
  return [request, ...guardrails, ...tries]
}

function toNanos(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds * 1000)) * 1000n)
}
