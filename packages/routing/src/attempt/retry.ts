import type { ProviderError } from '@kansoku/providers'
import type { Deployment, Reliability } from '../config/gateway-config.ts'
import { policyClassOf } from '../health/policy-class.ts'

export interface RetrySituation {
  readonly error: ProviderError
  readonly group: string
  readonly deployment: Deployment
  readonly groupSize: number
  /** Deployments of the group that are not cooling down. */
  readonly healthy: number
  /** The config lists fallbacks for just this class (context window, content policy). */
  readonly hasOwnFallbacks: boolean
  /** What the request itself asks for. */
  readonly requested: number | undefined
}

const retried: ReadonlySet<string> = new Set([
  'timeout',
  'rate_limit',
  'internal_server',
  'api_connection',
  'bad_gateway',
  'service_unavailable',
])

/** How often a group is tried again after such a failure; 0 for failures that would only repeat. */
export function allowedRetries(reliability: Reliability, situation: RetrySituation): number {
  const { error, group, deployment, groupSize, healthy, hasOwnFallbacks } = situation
  const policy = policyClassOf(error.errorClass)
  const byPolicy =
    policy === undefined
      ? undefined
      : (reliability.groupRetryPolicies.get(group)?.[policy] ?? reliability.retryPolicy[policy])
  const count = situation.requested ?? deployment.retries ?? byPolicy ?? reliability.retries
  if (healthy === 0 || hasOwnFallbacks) return 0
  if (retried.has(error.errorClass)) return count
  const perDeployment = error.errorClass === 'authentication' || error.errorClass === 'permission_denied'
  if (perDeployment) return groupSize > 1 ? count : 0
  return byPolicy !== undefined && error.errorClass !== 'cancelled' && error.errorClass !== 'not_found'
    ? count
    : 0
}

/** LiteLLM's INITIAL_RETRY_DELAY, MAX_RETRY_DELAY and JITTER, and the longest Retry-After that is obeyed. */
const firstDelay = 0.5
const longestDelay = 8
const jitter = 0.75
const longestRetryAfter = 60

/**
 * Seconds to wait before a retry: none when another deployment is healthy, the provider's Retry-After when it is
 * at most a minute, else 0.5 s doubling up to 8 s, with jitter.
 * @param retry 0 for the first one
 * @param random 0 ≤ value < 1
 */
export function retryDelaySeconds(
  reliability: Reliability,
  error: ProviderError,
  otherHealthy: boolean,
  retry: number,
  random: number,
): number {
  if (otherHealthy) return 0
  const asked = error.retryAfterSeconds
  if (asked !== undefined && asked > 0 && asked <= longestRetryAfter) return asked
  const backoff = Math.min(firstDelay * 2 ** retry, longestDelay)
  return Math.max(reliability.retryAfterSeconds, Math.min(backoff + jitter * random * backoff, longestDelay))
}
