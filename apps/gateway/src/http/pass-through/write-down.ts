import type { PassedAnswer, ProviderError } from '@kansoku/providers'
import { NOTHING_USED, settle } from '@kansoku/routing'
import { withoutWords } from '../../guardrails/answer-texts.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import type { Passage, PassingCall } from './passing-call.ts'

interface Ending {
  /** Why there is no whole answer. */
  readonly error?: ProviderError
  /** Nobody got it. */
  readonly refused?: boolean
  /** What is kept of a whole answer, where that is not what came. */
  readonly kept?: Uint8Array | undefined
}

/** Writes a call down that was answered, whole or not, and says what it cost. */
export async function writeDown(
  passing: PassingCall,
  answer: PassedAnswer,
  { sentAt, answeredAt, trip }: Passage,
  { error: broken, refused, kept }: Ending = {},
): Promise<number | null> {
  const { context, deployment, group, record, now } = passing
  const { result, error: unreadable } = answer.understood(kept)
  const error = broken ?? unreadable
  const { usage } = result
  trip.end({ tokens: usage?.totalTokens ?? 0, outputTokens: usage?.outputTokens ?? 0 })
  const settlement = usage ? settle(deployment, usage) : NOTHING_USED
  const { apiBase, region } = context.placeOf(deployment)
  const shown = refused ? withoutWords(result) : result
  await recordPassed(passing, {
    ...record,
    endedAt: now(),
    attempts: [{ group: group.name, deployment, depth: 0, startedAt: sentAt, endedAt: answeredAt }],
    retries: 0,
    fallbacks: 0,
    served: { deployment, group: group.name, apiBase, region, answeredAt, result: shown, settlement },
    ...(error === undefined ? {} : { error }),
  })
  return settlement.cost
}

/** What no client can bring about with a path or a header that does not exist. */
const theVendors: ReadonlySet<string> = new Set([
  'rate_limit',
  'timeout',
  'internal_server',
  'api_connection',
  'bad_gateway',
  'service_unavailable',
])

/** Writes a call down that has no answer. */
export async function writeFailure(
  passing: PassingCall,
  sentAt: number,
  error: ProviderError,
): Promise<void> {
  const { context, deployment, group, record, now } = passing
  if (theVendors.has(error.errorClass) && error.provider !== 'guardrail')
    context.health.recordFailure(deployment, error, group.deployments.length)
  const endedAt = now()
  await recordPassed(passing, {
    ...record,
    endedAt,
    attempts: [{ group: group.name, deployment, depth: 0, startedAt: sentAt, endedAt, error }],
    retries: 0,
    fallbacks: 0,
    error,
  })
}

/** Writes a call down for which the vendor was not asked. */
export function writeRefusal(passing: PassingCall, error: ProviderError): Promise<void> {
  const { record, now } = passing
  return recordPassed(passing, {
    ...record,
    endedAt: now(),
    attempts: [],
    retries: 0,
    fallbacks: 0,
    error,
  })
}

function recordPassed({ context, guards }: PassingCall, finished: FinishedCall): Promise<void> {
  return context.recorder.record(guards ? guards.written(finished) : finished)
}
