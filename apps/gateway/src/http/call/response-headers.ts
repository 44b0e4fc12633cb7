import type { CallOutcome } from '@kansoku/routing'
import type { FinishedCall } from '../../recording/finished-call.ts'
import type { DeploymentPlace } from '../../upstream.ts'
import { version } from '../../version.ts'
import type { Headers } from '../exchange.ts'
import type { CallIds } from './call-ids.ts'
import type { Dialect } from './dialect.ts'

interface CallTimes {
  readonly startedAt: number
  readonly now: number
}

interface Identified {
  readonly ids: CallIds
  readonly dialect: Pick<Dialect, 'idHeaders'>
  readonly record: Pick<FinishedCall, 'cache'>
}

/** LiteLLM's headers on an answer; what is not known is left out. Streams have no cost yet when headers go out. */
export function answerHeaders(
  { ids, dialect, record: { cache } }: Identified,
  outcome: CallOutcome,
  times: CallTimes,
  place: DeploymentPlace,
  cost: number | null | undefined,
): Headers {
  const headers = headersBefore(ids, dialect)
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
  if (cache?.hit) headers['x-litellm-cache-key'] = cache.key
  if (cache?.similarity !== undefined) headers['x-litellm-semantic-similarity'] = String(cache.similarity)
  if (cost !== null && cost !== undefined) headers['x-litellm-response-cost'] = String(cost)
  return headers
}

/** What is known before a model is reached. */
export function headersBefore(ids: CallIds, dialect: Identified['dialect']): Record<string, string> {
  const { callId, requestId, limits, guardrails } = ids
  return {
    ...limits,
    'x-litellm-call-id': callId,
    'x-request-id': requestId,
    'x-litellm-version': version,
    ...(guardrails === undefined ? {} : { 'x-litellm-applied-guardrails': guardrails }),
    ...dialect.idHeaders?.(ids),
  }
}

/** Names of models may hold any character, headers may not. */
function headerText(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text)
}
