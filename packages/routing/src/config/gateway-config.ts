import type { ModelPrice } from '@kansoku/catalog'
import type { Target } from '@kansoku/providers'
import type { CallParameters } from '../parameters/call-parameters.ts'
import type { MockResponse } from '../parameters/mock-response.ts'
import type { Callback, IdleCallback } from './callbacks/callback-target.ts'
import type { Guardrail } from './guardrails/guardrail-rule.ts'
import type { McpServer } from './mcp/mcp-server.ts'

/** One entry of `model_list`: a model at a provider, with its credentials. */
export interface Deployment {
  /** Stable over restarts: `model_info.id`, else a hash of the entry as written. */
  readonly id: string
  /** The public name; entries with the same name share its calls. May hold `*`. */
  readonly modelGroup: string
  /** As written, e.g. `bedrock/converse/us.anthropic.…`. */
  readonly model: string
  readonly target: Target
  readonly defaults?: CallParameters
  readonly timeoutSeconds?: number
  readonly streamTimeoutSeconds?: number
  readonly retries?: number
  readonly cooldownSeconds?: number
  /** Share of the group's calls relative to the others; from `weight`, else `rpm`, else `tpm`. */
  readonly weight?: number
  /** Only the lowest order that is healthy is used. */
  readonly order: number
  /** Requests a minute. */
  readonly rpm?: number
  /** Tokens a minute. */
  readonly tpm?: number
  readonly maxParallelRequests?: number
  readonly maxInputTokens?: number
  /** Names of those that look at its calls. */
  readonly guardrails?: readonly string[]
  /** Which calls may use it where tags are filtered. */
  readonly tags?: readonly string[]
  /** Further calls that may, by the header that names their client: `User-Agent: …`. */
  readonly tagPatterns?: readonly RegExp[]
  /** A vector is one for embeddings. */
  readonly mockResponse?: MockResponse
  readonly mockDelaySeconds?: number
  /** Prices given in the config; they win over the catalogue. */
  readonly price?: ModelPrice
  readonly modelInfo: Readonly<Record<string, unknown>>
  /** Unlisted deployments can be called but do not appear among the models. */
  readonly listed: boolean
}

/** A model to fall back to; `overrides` replaces fields of the request. */
export interface FallbackTarget {
  readonly model: string
  readonly overrides?: Readonly<Record<string, unknown>>
}

/** `model` is a public name, may end in `*`, or is `*` for all. */
export interface FallbackRule {
  readonly model: string
  readonly targets: readonly FallbackTarget[]
}

export interface Fallbacks {
  readonly general: readonly FallbackRule[]
  readonly contextWindow: readonly FallbackRule[]
  readonly contentPolicy: readonly FallbackRule[]
  /** For models without a rule of their own. */
  readonly byDefault: readonly FallbackTarget[]
  /** How deep fallbacks of fallbacks may go. */
  readonly maxDepth: number
}

/** Classes in LiteLLM's `retry_policy` and `allowed_fails_policy`. */
export type PolicyClass =
  | 'BadRequestError'
  | 'AuthenticationError'
  | 'TimeoutError'
  | 'RateLimitError'
  | 'ContentPolicyViolationError'
  | 'InternalServerError'

export type Policy = Readonly<Partial<Record<PolicyClass, number>>>

export interface Reliability {
  readonly retries: number
  readonly retryPolicy: Policy
  readonly groupRetryPolicies: ReadonlyMap<string, Policy>
  /** Least wait before a retry that has to wait. */
  readonly retryAfterSeconds: number
  /** Of one attempt; for streams the longest silence. */
  readonly timeoutSeconds: number
  /** Until the first chunk of a stream. */
  readonly streamTimeoutSeconds?: number
  readonly cooldownSeconds: number
  readonly disableCooldowns: boolean
  /** Failures a minute that a deployment may have; absent: the built-in rules. */
  readonly allowedFails?: number
  readonly allowedFailsPolicy: Policy
  readonly fallbacks: Fallbacks
  readonly dropParams: boolean
}

/** How one of a group's deployments is picked, in LiteLLM's names. */
export type Strategy =
  | 'simple-shuffle'
  | 'least-busy'
  | 'usage-based-routing'
  | 'latency-based-routing'
  | 'cost-based-routing'

/** By what a call is sent to the deployment that answered last. */
export interface AffinityRules {
  /** The prompt that its provider has in its cache. */
  readonly prompt: boolean
  readonly session: boolean
  /** The key that calls. */
  readonly caller: boolean
  /** How long sessions and callers are remembered after their last call. */
  readonly seconds: number
}

export interface Balancing {
  readonly strategy: Strategy
  /** How long a measured latency counts. */
  readonly latencyWindowSeconds: number
  /** Deployments that much slower than the fastest share its calls; 0.2: a fifth slower. */
  readonly latencyBuffer: number
  /** Deployments at their rpm or tpm of this minute are passed over; else these only weigh. */
  readonly enforceRates: boolean
  /** Deployments whose context window is too small for a prompt are passed over. */
  readonly checkContextWindow: boolean
  /** Whether the tags of a call choose among deployments, and how many of them a deployment must carry. */
  readonly tagFilter: 'off' | 'any' | 'all'
  /** Of each deployment that has no number of its own. */
  readonly maxParallelRequests?: number
  /** Of calls that name none; absent: they do not wait for a deployment that rests. */
  readonly defaultPriority?: number
  /** Absent: each call is picked anew. */
  readonly affinity?: AffinityRules
  /** How often the first of a waiting line looks again. */
  readonly pollSeconds: number
}

export interface Recording {
  /** Which of LiteLLM's Langfuse callbacks the file names. */
  readonly langfuse: boolean
  /** Names whose values become tags `name:value`. */
  readonly defaultTags: readonly string[]
  /** Leave prompts and answers out of traces. */
  readonly redactMessages: boolean
  /** Leave what identifies a key out of traces. */
  readonly redactUserInfo: boolean
  /** Callers may not ask for a call to go unrecorded. */
  readonly ignoreNoLog: boolean
}

/** What calls must say, and may not. */
export interface CallRules {
  /** Fields of the body, dotted where they are nested. */
  readonly required: readonly string[]
  /** Tags are for keys to have, not for calls to bring. */
  readonly refuseTags: boolean
}

/** How models are examined, beside when somebody asks. */
export interface HealthChecks {
  /** Again and again; who asks is told the last results. */
  readonly background: boolean
  readonly intervalSeconds: number
  /** Tell more of a model than its name. */
  readonly details: boolean
}

export interface ModelAlias {
  readonly group: string
  readonly hidden: boolean
}

interface Budget {
  /** US dollars in a window of `budgetDuration`, as `30d`, or ever. */
  readonly maxBudget?: number
  readonly budgetDuration?: string
}

/** What all calls together may cost, and what those of a provider may. */
export interface Spending extends Budget {
  readonly providers: ReadonlyMap<string, Budget>
}

/** A Redis, by its parts or as one URL. `timeoutSeconds`: of one command. */
export type RedisAddress = { readonly timeoutSeconds?: number } & (
  | { readonly url: string }
  | {
      readonly url?: undefined
      readonly host: string
      readonly port: number
      readonly tls: boolean
      readonly username?: string
      readonly password?: string
      readonly database: number
    }
)

/** Answers that are kept and given again to the same question. */
/** Answers are also for those who ask the same in other words. */
export interface SemanticCaching {
  /** Group of models that turns questions into vectors. */
  readonly model: string
  /** Cosine from which on two questions are the same, from 0 to 1. */
  readonly threshold: number
}

export interface Caching {
  /** Absent: in this process. */
  readonly redis?: RedisAddress
  readonly semantic?: SemanticCaching
  /** Gateways with the same one share what is in a Redis. */
  readonly namespace: string
  readonly ttlSeconds: number
  /** Every call is cached that does not say otherwise; else only those that ask for it. */
  readonly byDefault: boolean
  /** By LiteLLM's names (`acompletion`); absent: all. */
  readonly callTypes?: ReadonlySet<string>
}

export interface GatewayConfig {
  readonly deployments: readonly Deployment[]
  readonly aliases: ReadonlyMap<string, ModelAlias>
  readonly reliability: Reliability
  readonly balancing: Balancing
  readonly recording: Recording
  readonly callRules: CallRules
  readonly guardrails: readonly Guardrail[]
  readonly mcpServers: readonly McpServer[]
  readonly callbacks: readonly Callback[]
  readonly idleCallbacks: readonly IdleCallback[]
  readonly healthChecks: HealthChecks
  readonly spending: Spending
  /** Ids of teams that users may join by themselves. */
  readonly availableTeams: readonly string[]
  /** Absent: answers are not kept. */
  readonly caching?: Caching
  readonly masterKey?: string
  /** Header that carries the key besides the usual ones, lower case. */
  readonly keyHeader?: string
  readonly maxRequestBytes?: number
  /** Send the usage chunk of streams even when the caller did not ask for it. */
  readonly alwaysIncludeStreamUsage: boolean
  /** `/metrics` demands a key of callers on the same machine, too. */
  readonly metricsNeedKey: boolean
  /** The environment with the file's `environment_variables`. */
  readonly environment: Readonly<Record<string, string | undefined>>
}
