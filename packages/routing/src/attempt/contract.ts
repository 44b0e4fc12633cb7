import type { ChatRequest, ChatResult, ChatStream, EmbeddingRequest, ProviderError } from '@kansoku/providers'
import type { Deployment } from '../config/gateway-config.ts'
import type { Plan } from '../plan/plan.ts'

/** One try at one deployment; failed ones carry their error. Times in milliseconds since 1970. */
export interface AttemptRecord {
  readonly group: string
  readonly deployment: Deployment
  /** Depth of the fallback; 0 for the requested group. */
  readonly depth: number
  readonly startedAt: number
  readonly endedAt: number
  readonly error?: ProviderError
}

/** What a request wants besides the model's answer. */
export interface CallOptions {
  readonly retries?: number
  readonly timeoutSeconds?: number
  readonly streamTimeoutSeconds?: number
  readonly dropParams?: boolean
  readonly mockResponse?: string
  readonly mockDelaySeconds?: number
  /** Fails the requested group without calling it (`mock_testing_…`). */
  readonly mockFailure?: 'internal_server' | 'context_window' | 'content_policy' | 'rate_limit'
  readonly signal?: AbortSignal
}

export interface Call {
  readonly request: ChatRequest
  /** Vectors are asked for instead of a chat; the result has no choices then. */
  readonly embedding?: EmbeddingRequest
  /** The request with fields replaced, for fallbacks that say so. */
  readonly override: (fields: Readonly<Record<string, unknown>>) => ChatRequest
  readonly plan: Plan
  readonly options: CallOptions
}

export type Answer =
  | { readonly kind: 'result'; readonly result: ChatResult }
  | { readonly kind: 'stream'; readonly stream: ChatStream }

interface Tried {
  /** All attempts, in order; on success the last one served. Its `endedAt` is when the answer began. */
  readonly attempts: readonly AttemptRecord[]
  /** Groups tried after the requested one. */
  readonly fallbacks: number
  /** Tries of the last group after its first one. */
  readonly retries: number
}

export type CallOutcome =
  | (Tried & {
      readonly ok: true
      readonly answer: Answer
      readonly deployment: Deployment
      readonly group: string
    })
  | (Tried & { readonly ok: false; readonly error: ProviderError })
