import type { ChatResult, ProviderError } from '@kansoku/providers'
import { type CallOutcome, NOTHING_USED, type Settlement, settle } from '@kansoku/routing'
import type { CachePart } from '../../cache/answer-cache.ts'
import type { GatewayContext } from '../../context.ts'
import type { CallGuards } from '../../guardrails/call-guards.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import type { Exchange } from '../exchange.ts'
import type { AnswerHead } from './answer-head.ts'
import type { CallIds } from './call-ids.ts'
import type { Asked, Dialect, ParsedCall } from './dialect.ts'

/** A call on its way: what the client sent and who it is. */
export interface LlmCall {
  readonly exchange: Exchange
  readonly context: GatewayContext
  readonly dialect: Dialect
  readonly parsed: ParsedCall
  readonly ids: CallIds
  readonly responseId: string
  readonly startedAt: number
  readonly now: () => number
  /** Undefined where the cache has no part in the call, or has answered it. */
  readonly cache: CachePart | undefined
  /** Absent where no guardrail looks at the call. */
  readonly guards?: CallGuards | undefined
  /** What is known of the call before it ends. */
  readonly record: Omit<FinishedCall, 'endedAt' | 'attempts' | 'fallbacks' | 'retries'>
}

/** A call that a deployment answers. */
export type Served = Extract<CallOutcome, { ok: true }>

/** Everything about a call that reached a model, whole or broken off. */
export function finish(
  call: Pick<LlmCall, 'context' | 'record' | 'now'>,
  outcome: Served,
  result: ChatResult,
  error?: ProviderError,
): FinishedCall {
  const { deployment, group, attempts, retries, fallbacks } = outcome
  const { apiBase, region } = call.context.placeOf(deployment)
  const endedAt = call.now()
  const settlement = result.usage ? settle(deployment, result.usage) : NOTHING_USED
  const { cache } = call.record
  return {
    ...call.record,
    ...(cache?.hit ? { cache: { ...cache, saved: settlement.cost } } : {}),
    endedAt,
    attempts,
    retries,
    fallbacks,
    served: {
      deployment,
      group,
      apiBase,
      region,
      answeredAt: attempts.at(-1)?.endedAt ?? endedAt,
      result,
      settlement: cache?.hit ? forNothing(settlement) : settlement,
    },
    ...(error === undefined ? {} : { error }),
  }
}

/** What was answered before costs nothing again. */
function forNothing({ usageDetails }: Settlement): Settlement {
  return { usageDetails, costDetails: { total: 0 }, cost: 0 }
}

/** Keeps an answer for the next one who asks the same; not that of a fallback, which the asked model may do better. */
export function keep({ cache }: LlmCall, { deployment, group, fallbacks }: Served, result: ChatResult): void {
  if (fallbacks === 0) cache?.keep({ deploymentId: deployment.id, group }, result)
}

/** For the calls that go on from this one. To be called before it is written down: other workers know of it then. */
export function remember(call: LlmCall, outcome: Served, result: ChatResult): void {
  call.dialect.remember?.(result, headOf(call, outcome), askedOf(call))
}

/** Writes a call down, as its guardrails allow. Never rejects. */
export function recordCall({ context, guards }: LlmCall, finished: FinishedCall): Promise<void> {
  return context.recorder.record(guards ? guards.written(finished) : finished)
}

export function askedOf({ record, context }: LlmCall): Asked {
  const { body, caller } = record
  return { body, caller, alwaysIncludeUsage: context.config.alwaysIncludeStreamUsage }
}

/** The name the client asked for; after a fallback the one that really answered. */
export function headOf(call: LlmCall, { fallbacks, group }: Served): AnswerHead {
  return {
    id: call.responseId,
    created: Math.floor(call.startedAt / 1000),
    model: fallbacks > 0 ? group : call.parsed.model,
  }
}
