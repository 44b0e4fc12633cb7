import type { ProviderError } from '@kansoku/providers'
import type { Deployment, Reliability } from '../config/gateway-config.ts'
import { policyClassOf } from './policy-class.ts'

/** Which deployments rest after failures. Kept per deployment, never per group. */
export interface DeploymentHealth {
  isCooling(id: string): boolean
  /** Seconds until the first of these may be used again, at least 1. */
  secondsUntilReady(ids: readonly string[]): number
  recordSuccess(deployment: Deployment): void
  /**
   * @param groupSize deployments in the group: the only one of a group is hardly ever put to rest
   * @returns seconds that the deployment rests because of this failure, undefined if it does not
   */
  recordFailure(deployment: Deployment, error: ProviderError, groupSize: number): number | undefined
}

interface Minute {
  minute: number
  successes: number
  failures: number
}

/** Rules of LiteLLM: more than half of at least five calls of a minute failed. */
const failureShare = 0.5
const leastCalls = 5
/** The only deployment of a group rests when all of that many calls of a minute failed. */
const loneCalls = 1000
/** Wrong credentials, a missing model and timeouts will not pass by themselves within seconds. */
const coolsAtOnce: ReadonlySet<string> = new Set(['rate_limit', 'authentication', 'not_found', 'timeout'])
const countsAsFailure: ReadonlySet<string> = new Set([
  'internal_server',
  'bad_gateway',
  'service_unavailable',
])

/**
 * @param rules those that hold when a failure is counted
 * @param now milliseconds, never going back
 */
export function createDeploymentHealth(rules: () => Reliability, now: () => number): DeploymentHealth {
  const coolUntil = new Map<string, number>()
  const minutes = new Map<string, Minute>()
  const currentMinute = (id: string): Minute => {
    const minute = Math.floor(now() / 60_000)
    const known = minutes.get(id)
    if (known?.minute === minute) return known
    const fresh = { minute, successes: 0, failures: 0 }
    minutes.set(id, fresh)
    return fresh
  }
  return {
    isCooling(id) {
      const until = coolUntil.get(id)
      if (until === undefined) return false
      if (until > now()) return true
      coolUntil.delete(id)
      return false
    },
    secondsUntilReady(ids) {
      const waits = ids.map((id) => (coolUntil.get(id) ?? 0) - now())
      return Math.max(1, Math.ceil(Math.min(...waits) / 1000))
    },
    recordSuccess(deployment) {
      currentMinute(deployment.id).successes++
    },
    recordFailure(deployment, error, groupSize) {
      const reliability = rules()
      if (reliability.disableCooldowns) return undefined
      const counts = currentMinute(deployment.id)
      if (!shouldCool(reliability, error, counts, groupSize)) return undefined
      const seconds = deployment.cooldownSeconds ?? error.retryAfterSeconds ?? reliability.cooldownSeconds
      if (seconds <= 0) return undefined
      coolUntil.set(deployment.id, now() + seconds * 1000)
      return seconds
    },
  }
}

function shouldCool(
  reliability: Reliability,
  error: ProviderError,
  counts: Minute,
  groupSize: number,
): boolean {
  const atOnce = coolsAtOnce.has(error.errorClass)
  if (!atOnce && !countsAsFailure.has(error.errorClass)) return false
  counts.failures++
  const policy = policyClassOf(error.errorClass)
  const allowed = (policy && reliability.allowedFailsPolicy[policy]) ?? reliability.allowedFails
  if (allowed !== undefined) return counts.failures > allowed
  const calls = counts.failures + counts.successes
  if (groupSize <= 1) return counts.successes === 0 && calls >= loneCalls
  return atOnce || (calls >= leastCalls && counts.failures / calls > failureShare)
}
