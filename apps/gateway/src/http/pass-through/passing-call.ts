import type { OwnCall, PassedAnswer } from '@kansoku/providers'
import type { Trip } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import type { CallGuards } from '../../guardrails/call-guards.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import type { CallIds } from '../call/call-ids.ts'
import { headersBefore } from '../call/response-headers.ts'
import type { Exchange, Headers } from '../exchange.ts'
import type { Chosen } from './choose-deployment.ts'
import { toClient } from './forwarded-headers.ts'
import type { Vendor } from './vendors.ts'

/** A request in a vendor's own words on its way. */
export interface PassingCall extends Chosen {
  readonly exchange: Exchange
  readonly context: GatewayContext
  readonly vendor: Vendor
  readonly call: OwnCall
  readonly now: () => number
  readonly ids: CallIds
  /** Absent where no guardrail looks at the call. */
  readonly guards?: CallGuards | undefined
  readonly record: Omit<FinishedCall, 'endedAt' | 'attempts' | 'fallbacks' | 'retries'>
}

export interface Passage {
  readonly sentAt: number
  readonly answeredAt: number
  readonly trip: Trip
}

/** The vendor's headers and ours. `length`: of a body that is sent in one piece. */
export function headersFor(
  { ids, deployment, group, exchange }: PassingCall,
  answer: PassedAnswer,
  cost: number | null | undefined,
  length: number | undefined,
): Headers {
  const { 'content-length': announced, ...theirs } = toClient(answer.headers)
  // Whatever comes in pieces is not over before the call is written down.
  const size = exchange.request.method === 'HEAD' ? announced : length
  return {
    ...theirs,
    ...headersBefore(ids, {}),
    'x-litellm-model-id': deployment.id,
    ...(/^[\x20-\x7e]*$/.test(group.name) ? { 'x-litellm-model-group': group.name } : {}),
    ...(cost === null || cost === undefined ? {} : { 'x-litellm-response-cost': String(cost) }),
    ...(size === undefined ? {} : { 'content-length': String(size) }),
  }
}
