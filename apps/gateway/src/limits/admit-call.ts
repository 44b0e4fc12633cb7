import type { ModelGroup } from '@kansoku/routing'
import type { GatewayContext } from '../context.ts'
import { noHolders } from '../control/holder-index.ts'
import type { FinishedCall } from '../recording/finished-call.ts'
import { readSteering } from '../recording/steering.ts'
import { estimateCost } from './estimate.ts'
import { scopesOf } from './limit-scope.ts'
import type { Lease } from './limiter.ts'

type Call = Pick<FinishedCall, 'caller' | 'body' | 'headers' | 'endUser'>

/**
 * Lets a call in that keeps all limits.
 * @throws {HttpError} 429 that names the limit
 */
export function admitCall(
  { control, limiter, ownLimits }: Pick<GatewayContext, 'control' | 'limiter' | 'ownLimits'>,
  call: Call,
  group: ModelGroup,
): Lease {
  const holders = control?.holders() ?? noHolders
  const scopes = [...ownLimits, ...scopesOf(call.caller, holders.limitsCalls ? labelsOf(call) : {}, holders)]
  return limiter.admit(scopes, group.name, () => estimateCost(group, call.body))
}

function labelsOf({ caller, body, headers, endUser }: Call) {
  const { userId, tags } = readSteering(body, headers, { ofKey: caller.key?.metadata, endUser })
  return { endUserId: userId, tags }
}
