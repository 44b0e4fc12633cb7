import type { CallOutcome } from '@kansoku/routing'
import type { DeploymentPlace } from '../../upstream.ts'
import { version } from '../../version.ts'
import type { Headers } from '../exchange.ts'

/** A client may give a call both ids, or the one. */
export interface CallIds {
  readonly callId: string
  readonly requestId: string
}

interface CallTimes {
  readonly startedAt: number
  readonly now: number
}

/** LiteLLM's headers on an answer; what is not known is left out. Streams have no cost yet when headers go out. */
export function answerHeaders(
  ids: CallIds,
  outcome: CallOutcome,
  times: CallTimes,
  place: DeploymentPlace,
  cost: number | null | undefined,
): Headers {
  const headers: Record<string, string> = baseHeaders(ids)
  const upstreamMs = outcome.attempts.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0)
  const totalMs = times.now - times.startedAt
  if (outcome.ok) {
    headers['x-litellm-model-id'] = outcome.deployment.id
    headers['x-litellm-model-group'] = headerText(outcome.group)
    if (place.apiBase !== undefined) headers['x-litellm-model-api-base'] = headerText(place.apiBase)
    if (place.region !== undefined) headers['x-litellm-model-region'] = place.region
  }
  headers['x-litellm-response-duration-ms'] = totalMs.toFixed(3)
  headers['x-litellm-overhead-duration-ms'] = Math.max(0, totalMs - upstreamMs).toFixed(3)
  headers['x-litellm-attempted-retries'] = String(outcome.retries)
  headers['x-litellm-attempted-fallbacks'] = String(outcome.fallbacks)
  if (cost !== null && cost !== undefined) headers['x-litellm-response-cost'] = String(cost)
  return headers
}

export function baseHeaders({ callId, requestId }: CallIds): Record<string, string> {
  return { 'x-litellm-call-id': callId, 'x-request-id': requestId, 'x-litellm-version': version }
}

/** Names of models may hold any character, headers may not. */
function headerText(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text)
}
