import { type ChatRequest, ProviderError, type Usage } from '@kansoku/providers'
import type { Trip, TripEnd } from '../balance/traffic.ts'
import type { Deployment } from '../config/gateway-config.ts'
import { familyOf, hasOwnFallbacks, type Stage } from '../plan/plan.ts'
import { attempt, requestFor } from './attempt.ts'
import type { Answer, AttemptRecord, Call, RoutingRules } from './contract.ts'
import type { CallPorts } from './ports.ts'
import { allowedRetries, retryDelaySeconds } from './retry.ts'
import { findCandidates, type Taken, takeDeployment } from './select.ts'

export interface StageAnswer {
  readonly answer: Answer
  readonly deployment: Deployment
  readonly trip: Trip
  readonly retries: number
}

export class StageFailure {
  readonly error: ProviderError
  readonly retries: number
  constructor(error: ProviderError, retries: number) {
    this.error = error
    this.retries = retries
  }
}

/** One group with its retries. Adds each try to `attempts`. */
export async function runStage(
  call: Call,
  stage: Stage,
  rules: RoutingRules,
  ports: CallPorts,
  attempts: AttemptRecord[],
): Promise<StageAnswer | StageFailure> {
  const failed = new Set<string>()
  let retries = 0
  try {
    const request = requestFor(call, stage)
    const found = findCandidates(call, stage, request, rules.balancing, ports)
    const candidates = found instanceof Promise ? await found : found
    for (; ; retries++) {
      const free = takeDeployment(call, stage, candidates, failed, rules, ports)
      const taken = free instanceof Promise ? await free : free
      const tried = await tryOnce(call, stage, request, taken, rules, ports, attempts)
      if (!(tried instanceof ProviderError)) {
        ports.affinity.remember(candidates.affinity, taken.deployment.id)
        return { answer: tried, ...taken, retries }
      }
      failed.add(taken.deployment.id)
      const healthy = candidates.deployments.filter(({ id }) => !ports.health.isCooling(id))
      if (retries >= retriesAfter(call, stage, taken, tried, healthy.length, rules))
        return new StageFailure(tried, retries)
      const otherHealthy = healthy.some(({ id }) => !failed.has(id))
      const seconds = retryDelaySeconds(rules.reliability, tried, otherHealthy, retries, ports.random())
      if (seconds > 0) await ports.sleep(seconds * 1000, call.options.signal)
      if (call.options.signal?.aborted) return new StageFailure(cancelled(taken.deployment), retries)
    }
  } catch (error) {
    if (error instanceof ProviderError) return new StageFailure(error, retries)
    throw error
  }
}

async function tryOnce(
  call: Call,
  stage: Stage,
  request: ChatRequest,
  { deployment, trip }: Taken,
  { reliability }: RoutingRules,
  ports: CallPorts,
  attempts: AttemptRecord[],
): Promise<Answer | ProviderError> {
  const { group, depth } = stage
  const record = { group: group.name, deployment, depth, startedAt: ports.now() }
  try {
    const answer = await attempt(call, stage, request, deployment, reliability, ports)
    ports.health.recordSuccess(deployment)
    noteAnswer(answer, trip)
    attempts.push({ ...record, endedAt: ports.now() })
    return answer
  } catch (cause) {
    const error = toProviderError(cause, deployment)
    trip.end({ timedOut: error.errorClass === 'timeout' })
    const endedAt = ports.now()
    const cooldownSeconds = isMocked(call, stage)
      ? undefined
      : ports.health.recordFailure(deployment, error, group.deployments.length)
    attempts.push({
      ...record,
      endedAt,
      error,
      ...(cooldownSeconds === undefined ? {} : { cooldownSeconds }),
    })
    return error
  }
}

function noteAnswer(answer: Answer, trip: Trip): void {
  if (answer.kind === 'stream') trip.answered()
  else trip.end(usedBy(answer.result.usage))
}

function usedBy(usage: Usage | undefined): TripEnd {
  return { tokens: usage?.totalTokens ?? 0, outputTokens: usage?.outputTokens ?? 0 }
}

/** How often a group may be tried again after such a failure. */
function retriesAfter(
  call: Call,
  stage: Stage,
  { deployment }: Taken,
  error: ProviderError,
  healthy: number,
  { reliability }: RoutingRules,
): number {
  if (isMocked(call, stage)) return 0
  const { group } = stage
  const family = familyOf(error.errorClass)
  return allowedRetries(reliability, {
    error,
    group: group.name,
    deployment,
    groupSize: group.deployments.length,
    healthy,
    hasOwnFallbacks: family !== 'general' && hasOwnFallbacks(group.name, reliability.fallbacks, family),
    requested: call.options.retries,
  })
}

function isMocked(call: Call, stage: Stage): boolean {
  return stage.depth === 0 && call.options.mockFailure !== undefined
}

function cancelled(deployment: Deployment): ProviderError {
  return new ProviderError('cancelled', 'The caller ended the call', { provider: deployment.target.provider })
}

function toProviderError(cause: unknown, deployment: Deployment): ProviderError {
  if (cause instanceof ProviderError) return cause
  return new ProviderError('internal_server', `Unexpected failure: ${cause}`, {
    provider: deployment.target.provider,
    cause,
  })
}
