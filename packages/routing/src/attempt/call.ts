import { ProviderError } from '@kansoku/providers'
import type { Deployment, Reliability } from '../config/gateway-config.ts'
import { pickDeployment } from '../plan/pick-deployment.ts'
import { type FallbackFamily, familyOf, hasOwnFallbacks, type Stage } from '../plan/plan.ts'
import { attempt } from './attempt.ts'
import type { Answer, AttemptRecord, Call, CallOutcome } from './contract.ts'
import type { CallPorts } from './ports.ts'
import { allowedRetries, retryDelaySeconds } from './retry.ts'

/**
 * Runs a plan: each group with its retries, then its fallbacks. Never rejects. After the first content of a stream
 * nothing is tried again.
 */
export async function runCall(call: Call, reliability: Reliability, ports: CallPorts): Promise<CallOutcome> {
  const attempts: AttemptRecord[] = []
  const tried = new Set<string>()
  let family: FallbackFamily = 'general'
  let fallbacks = 0
  for (let stage = call.plan.general[0]; stage; ) {
    tried.add(stage.group.name)
    const outcome = await runStage(call, stage, reliability, ports, attempts)
    if (!(outcome instanceof StageFailure)) {
      return { ok: true, ...outcome, group: stage.group.name, attempts, fallbacks }
    }
    const { error, retries } = outcome
    if (family === 'general') family = familyOf(error.errorClass)
    const next: Stage | undefined = call.plan[family].find(({ group }) => !tried.has(group.name))
    if (!next || error.errorClass === 'cancelled') return { ok: false, error, attempts, fallbacks, retries }
    stage = next
    fallbacks++
  }
  throw new Error('a plan holds at least the requested group')
}

class StageFailure {
  readonly error: ProviderError
  readonly retries: number
  constructor(error: ProviderError, retries: number) {
    this.error = error
    this.retries = retries
  }
}

async function runStage(
  call: Call,
  stage: Stage,
  reliability: Reliability,
  ports: CallPorts,
  attempts: AttemptRecord[],
): Promise<{ answer: Answer; deployment: Deployment; retries: number } | StageFailure> {
  const { deployments, name } = stage.group
  const failed = new Set<string>()
  const isCooling = (id: string) => ports.health.isCooling(id)
  for (let retries = 0; ; retries++) {
    const deployment = pickDeployment(deployments, isCooling, failed, ports.random())
    if (!deployment) return new StageFailure(noDeployment(stage, ports), retries)
    const startedAt = ports.now()
    try {
      const answer = await attempt(call, stage, deployment, reliability, ports)
      ports.health.recordSuccess(deployment)
      attempts.push({ group: name, deployment, depth: stage.depth, startedAt, endedAt: ports.now() })
      return { answer, deployment, retries }
    } catch (cause) {
      const error = toProviderError(cause, deployment)
      attempts.push({ group: name, deployment, depth: stage.depth, startedAt, endedAt: ports.now(), error })
      if (isMocked(call, stage)) return new StageFailure(error, retries)
      ports.health.recordFailure(deployment, error, deployments.length)
      failed.add(deployment.id)
      const family = familyOf(error.errorClass)
      const healthy = deployments.filter(({ id }) => !isCooling(id))
      const allowed = allowedRetries(reliability, {
        error,
        group: name,
        deployment,
        groupSize: deployments.length,
        healthy: healthy.length,
        hasOwnFallbacks: family !== 'general' && hasOwnFallbacks(name, reliability.fallbacks, family),
        requested: call.options.retries,
      })
      if (retries >= allowed) return new StageFailure(error, retries)
      const otherHealthy = healthy.some(({ id }) => !failed.has(id))
      const seconds = retryDelaySeconds(reliability, error, otherHealthy, retries, ports.random())
      if (seconds > 0) await ports.sleep(seconds * 1000, call.options.signal)
      if (call.options.signal?.aborted) return new StageFailure(cancelled(deployment), retries)
    }
  }
}

function isMocked(call: Call, stage: Stage): boolean {
  return stage.depth === 0 && call.options.mockFailure !== undefined
}

function noDeployment({ group }: Stage, { health }: CallPorts): ProviderError {
  const ids = group.deployments.map(({ id }) => id)
  const seconds = health.secondsUntilReady(ids)
  return new ProviderError(
    'rate_limit',
    `No deployments available for selected model, Try again in ${seconds} seconds. Passed model=${group.name}. ` +
      `All ${ids.length} are resting after failures.`,
    { provider: 'router', retryAfterSeconds: seconds },
  )
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
