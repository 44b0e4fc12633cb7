import type { Headers } from '../http/exchange.ts'
import { HttpError } from '../http/http-error.ts'
import type { LimitScope } from './limit-scope.ts'
import { type RateWindow, secondsLeft } from './rate-window.ts'

/** Requests and tokens a minute, of somebody or of one model for somebody. */
export interface Rate {
  /** Names the counter, and the limit for people: `team: red`. */
  readonly scope: string
  /** LiteLLM's word for the kind of limit, as headers have it. */
  readonly descriptor: string
  readonly requests: number | undefined
  readonly tokens: number | undefined
}

/** LiteLLM's words. */
function descriptorOf({ kind }: LimitScope): string {
  return kind === 'key' ? 'api_key' : kind
}

/** `api_key: hash`; a member is named after the team. */
export function nameOf(scope: LimitScope): string {
  const { id, memberId } = scope
  return `${descriptorOf(scope)}: ${memberId === undefined ? id : `${id}:${memberId}`}`
}

/** The rates that somebody's calls of a model must keep, that for all models first. */
export function ratesOf(scope: LimitScope, model: string): Rate[] {
  const { kind, id, limits } = scope
  const rates: Rate[] = []
  const add = (name: () => string, descriptor: string, requests?: number, tokens?: number) => {
    if (requests !== undefined || tokens !== undefined)
      rates.push({ scope: name(), descriptor, requests, tokens })
  }
  add(() => nameOf(scope), descriptorOf(scope), limits.rpmLimit, limits.tpmLimit)
  const ofModel = `model_per_${kind}`
  const { modelRpmLimit, modelTpmLimit } = limits
  add(() => `${ofModel}: ${id}:${model}`, ofModel, modelRpmLimit?.[model], modelTpmLimit?.[model])
  return rates
}

/** @throws {HttpError} 429 that names the limit */
export function checkRate({ scope, requests, tokens }: Rate, window: RateWindow, at: number): void {
  const seconds = secondsLeft(window, at)
  if (requests !== undefined && window.requests >= requests)
    throw rateExceeded(scope, 'requests', requests, seconds)
  if (tokens !== undefined && window.tokens >= tokens) throw rateExceeded(scope, 'tokens', tokens, seconds)
}

export function rateExceeded(scope: string, kind: string, limit: number, seconds: number): HttpError {
  return new HttpError(
    429,
    'rate_limit_error',
    `Rate limit exceeded for ${scope}. Limit type: ${kind}. Current limit: ${limit}, Remaining: 0.`,
    { retryAfterSeconds: seconds },
  )
}

/** What is left of each limit; in the general headers the one of which the least is left. */
export function rateHeaders(rates: readonly (Rate & { window: RateWindow })[], at: number): Headers {
  const headers: Record<string, string> = {}
  for (const kind of ['requests', 'tokens'] as const) {
    let least = Number.POSITIVE_INFINITY
    for (const rate of rates) {
      const limit = rate[kind]
      if (limit === undefined) continue
      const remaining = Math.max(0, limit - rate.window[kind])
      headers[`x-ratelimit-${rate.descriptor}-limit-${kind}`] = String(limit)
      headers[`x-ratelimit-${rate.descriptor}-remaining-${kind}`] = String(remaining)
      if (rate.descriptor === 'api_key')
        headers[`x-litellm-key-${kind === 'requests' ? 'rpm' : 'tpm'}-limit`] = String(limit)
      if (remaining >= least) continue
      least = remaining
      headers[`x-ratelimit-limit-${kind}`] = String(limit)
      headers[`x-ratelimit-remaining-${kind}`] = String(remaining)
      headers[`x-ratelimit-reset-${kind}`] = String(Math.ceil(secondsLeft(rate.window, at)))
    }
  }
  return headers
}
