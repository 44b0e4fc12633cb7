import type { GatewayCallInput } from '@kansoku/contracts/gateway'
import { iso } from './event-text.ts'
import type { FinishedCall } from './finished-call.ts'
import type { Steering } from './steering.ts'
import type { Try } from './tries.ts'

/** The lines of the ledger of a call, one for each try: nothing of prompt and answer, and nothing that is redacted elsewhere. */
export function buildCalls(
  call: FinishedCall,
  steering: Steering,
  tries: readonly Try[],
): readonly GatewayCallInput[] {
  const { key, keyHash, userId, organization } = call.caller
  const whose = {
    traceId: steering.traceId ?? call.callId,
    callId: call.callId,
    callType: call.callType,
    ...(call.clientAddress === undefined ? {} : { address: call.clientAddress }),
    key: keyHash,
    ...(userId === null ? {} : { user: userId }),
    ...(key?.teamId == null ? {} : { team: key.teamId }),
    ...(organization === undefined ? {} : { organization: organization.id }),
    ...(steering.userId === undefined ? {} : { endUser: steering.userId }),
    ...(steering.tags.length === 0 ? {} : { tags: [...steering.tags] }),
  }
  return tries.map((one) => ({ ...whose, ...timesOf(one), ...outcomeOf(call, one) }))
}

function timesOf({ id, observationId, startedAt, endedAt, served }: Try) {
  return {
    id,
    observationId,
    startedAt: iso(startedAt),
    endedAt: iso(endedAt),
    ...(served ? { answeredAt: iso(served.answeredAt) } : {}),
  }
}

function outcomeOf(call: FinishedCall, { served, attempt, observationId }: Try) {
  const error = served ? call.error : (attempt?.error ?? call.error)
  const deployment = served?.deployment ?? attempt?.deployment
  const { usageDetails, costDetails } = served?.settlement ?? {}
  return {
    requestId: served ? call.responseId : observationId.slice(observationId.indexOf('_') + 1),
    modelGroup: served?.group ?? attempt?.group ?? call.requestedModel,
    model: deployment?.target.model ?? call.requestedModel,
    ...(deployment ? { deployment: deployment.id, provider: deployment.target.provider } : {}),
    ...(usageDetails && Object.values(usageDetails).some((count) => count > 0) ? { usageDetails } : {}),
    ...(costDetails && Object.keys(costDetails).length > 0 ? { costDetails } : {}),
    ...(served && call.cache?.hit ? { cacheHit: true, saved: call.cache.saved ?? 0 } : {}),
    ...statusOf(error),
  }
}

/** A caller who goes away is not the model's failure. */
function statusOf(error: FinishedCall['error']): Pick<GatewayCallInput, 'status' | 'errorClass'> {
  if (error === undefined) return { status: 'success' }
  const { errorClass } = error
  return { status: errorClass === 'cancelled' ? 'cancelled' : 'failure', errorClass }
}
