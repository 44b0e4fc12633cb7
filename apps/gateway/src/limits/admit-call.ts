import type { Task } from '@kansoku/providers'
import type { ModelGroup, Plan, Stage } from '@kansoku/routing'
import type { GatewayContext } from '../context.ts'
import { noHolders } from '../control/holder-index.ts'
import type { FinishedCall } from '../recording/finished-call.ts'
import { labelsOf } from './call-labels.ts'
import { estimateCost } from './estimate.ts'
import { scopesOf } from './limit-scope.ts'
import type { Lease } from './limiter.ts'

interface Call extends Pick<FinishedCall, 'caller' | 'body' | 'headers' | 'endUser'> {
  /** Length of the body. */
  readonly bytes: number
  /** What is asked for, where it is no chat. */
  readonly task?: Task | undefined
}

interface Admitted {
  readonly lease: Lease
  /** Without the deployments of providers that have no money left. */
  readonly stages: Plan
}

/**
 * Lets a call in that keeps all limits.
 * @throws {HttpError} 429 that names the limit
 */
export async function admitCall(
  { control, limiter, ownLimits }: Pick<GatewayContext, 'control' | 'limiter' | 'ownLimits'>,
  call: Call,
  group: ModelGroup,
  planned: Plan,
): Promise<Admitted> {
  const holders = control?.holders() ?? noHolders
  const labels = holders.limitsCalls ? labelsOf(call) : {}
  const scopes = [...ownLimits.ofAll, ...scopesOf(call.caller, labels, holders)]
  const providers = ownLimits.ofProviders.filter(({ id }) => mayAnswer(planned, id))
  const lease = await limiter.admit(scopes, group.name, () => estimateCost(planned, call), providers)
  if (lease.usedUp.size === 0) return { lease, stages: planned }
  const stages = withoutProviders(planned, lease.usedUp)
  const [why] = lease.usedUp.values()
  if (stages.general.length > 0 || why === undefined) return { lease, stages }
  lease.release()
  throw why
}

/**
 * The same for a call of a tool, which costs nothing: a budget only has to have something left.
 * @throws {HttpError} 429 that names the limit
 */
export async function admitToolCall(
  { control, limiter, ownLimits }: Pick<GatewayContext, 'control' | 'limiter' | 'ownLimits'>,
  call: Pick<Call, 'caller' | 'body' | 'headers'>,
): Promise<Lease> {
  const holders = control?.holders() ?? noHolders
  const labels = holders.limitsCalls ? labelsOf(call) : {}
  return limiter.admit([...ownLimits.ofAll, ...scopesOf(call.caller, labels, holders)], noModel, () => 0)
}

const noModel = ''

function mayAnswer(planned: Plan, provider: string): boolean {
  return Object.values(planned).some((stages) =>
    stages.some(({ group }) => group.deployments.some(({ target }) => target.provider === provider)),
  )
}

function withoutProviders(planned: Plan, usedUp: Lease['usedUp']): Plan {
  const keep = (stages: readonly Stage[]) =>
    stages
      .map((stage) => {
        const deployments = stage.group.deployments.filter(({ target }) => !usedUp.has(target.provider))
        return { ...stage, group: { ...stage.group, deployments } }
      })
      .filter(({ group }) => group.deployments.length > 0)
  return {
    general: keep(planned.general),
    contextWindow: keep(planned.contextWindow),
    contentPolicy: keep(planned.contentPolicy),
  }
}
