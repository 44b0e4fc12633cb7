import type {
  ChatRequest,
  ChatResult,
  ChatStream,
  EmbeddingRequest,
  ProviderError,
  Task,
} from '@kansoku/providers'
import type { AffinityAsker } from '../balance/affinity.ts'
import type { Trip } from '../balance/traffic.ts'
import type { Deployment, GatewayConfig } from '../config/gateway-config.ts'
import type { MockResponse } from '../parameters/mock-response.ts'
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
  /** For how long the deployment rests because of this failure. */
  readonly cooldownSeconds?: number
}

/** What the config says about how calls are run. */
export type RoutingRules = Pick<GatewayConfig, 'reliability' | 'balancing'>

/** What a request wants besides the model's answer. */
export interface CallOptions {
  readonly retries?: number
  readonly timeoutSeconds?: number
  readonly streamTimeoutSeconds?: number
  readonly dropParams?: boolean
  readonly mockResponse?: MockResponse
  readonly mockDelaySeconds?: number
  /** Fails the requested group without calling it (`mock_testing_…`). */
  readonly mockFailure?: 'internal_server' | 'context_window' | 'content_policy' | 'rate_limit'
  /** Choose among deployments where the config filters by tags. */
  readonly tags?: readonly string[]
  readonly userAgent?: string
  /** The call waits until a deployment can take it, those with lower numbers before it. */
  readonly priority?: number
  /** Whom the call is for, where calls of the same go to the same deployment. */
  readonly affinity?: AffinityAsker
  readonly signal?: AbortSignal
}

export interface Call {
  readonly request: ChatRequest
  /** Vectors are asked for instead of a chat; the result has no choices then. */
  readonly embedding?: EmbeddingRequest
  /** Something else is asked for; no choices then, either. */
  readonly task?: Task
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
      /** Under way until a stream has ended, which its reader must tell; over with a whole answer. */
      readonly trip: Trip
    })
  | (Tried & { readonly ok: false; readonly error: ProviderError })
