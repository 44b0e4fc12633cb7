import type { ChatResult, JsonLiterals, ProviderError } from '@kansoku/providers'
import type { AttemptRecord, Deployment, Settlement } from '@kansoku/routing'
import type { GuardrailDecision } from '../guardrails/decision.ts'
import type { Caller } from '../http/authentication.ts'
import type { Lease } from '../limits/limiter.ts'

/** Whom the client calls for, where its dialect has words of its own for that. */
export interface EndUser {
  readonly id?: string
  readonly sessionId?: string
}

/** A call that is over, however it ended. Times in milliseconds since 1970. */
export interface FinishedCall {
  /** LiteLLM's name for such calls, e.g. `acompletion`. */
  readonly callType: string
  /** Fields of the body that are the prompt, by the names under which they are recorded. */
  readonly promptFields: Readonly<Record<string, string>>
  readonly endUser?: EndUser
  /** The session that the conversation itself tells of, where the client names none. */
  readonly agentSession?: string | undefined
  /** LiteLLM's call id; the trace's id unless the request names one. */
  readonly callId: string
  /** Id of the answer, `chatcmpl-…`. */
  readonly responseId: string
  readonly caller: Caller
  /** What the caller's limits left for this call. */
  readonly lease?: Lease
  /**
   * Where the cache had a part in it; `saved`: US dollars that its answer would have cost, null without a price;
   * `similarity`: how near the question was that it answered first, up to 1.
   */
  readonly cache?: {
    readonly key: string
    readonly hit: boolean
    readonly saved?: number | null
    readonly similarity?: number
  }
  readonly body: Readonly<Record<string, unknown>>
  /** By which long texts of the body stood in what was sent. */
  readonly literals?: JsonLiterals | undefined
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, unknown>>
  readonly route: string
  readonly clientAddress: string | undefined
  readonly requestedModel: string
  readonly startedAt: number
  readonly endedAt: number
  /** All tries; on success, and when a stream broke, the last one is the one that answered. */
  readonly attempts: readonly AttemptRecord[]
  readonly fallbacks: number
  readonly retries: number
  readonly served?: {
    readonly deployment: Deployment
    readonly group: string
    readonly apiBase: string | undefined
    readonly region: string | undefined
    /** When the first content arrived. */
    readonly answeredAt: number
    /** What arrived, whole or not. */
    readonly result: ChatResult
    readonly settlement: Settlement
  }
  /** What guardrails decided; absent where there are none. */
  readonly guardrails?: readonly GuardrailDecision[]
  /** Why there is no whole answer. */
  readonly error?: ProviderError
}
