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

const knownRates = new WeakMap<object, readonly Rate[]>()

/** The rates that somebody's calls of a model must keep, that for all models first. */
export function ratesOf(scope: LimitScope, model: string): readonly Rate[] {
  const { limits } = scope
  if (limits.modelRpmLimit || limits.modelTpmLimit)
    return [...listRates(scope), ...listModelRates(scope, model)]
  // As with the accounts of budgets: limits are one object for as long as nobody changes them.
  const known = knownRates.get(limits)
  if (known) return known
  const rates = listRates(scope)
  knownRates.set(limits, rates)
  return rates
}

function listRates(scope: LimitScope): readonly Rate[] {
  const { rpmLimit: requests, tpmLimit: tokens } = scope.limits
  if (requests === undefined && tokens === undefined) return []
  return [{ scope: nameOf(scope), descriptor: descriptorOf(scope), requests, tokens }]
}

function listModelRates({ kind, id, limits }: LimitScope, model: string): readonly Rate[] {
  const requests = limits.modelRpmLimit?.[model]
  const tokens = limits.modelTpmLimit?.[model]
  if (requests === undefined && tokens === undefined) return []
  const descriptor = `model_per_${kind}`
  return [{ scope: `${descriptor}: ${id}:${model}`, descriptor, requests, tokens }]
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

/** A rate with what was used of it. */
export interface RunningRate {
  readonly rate: Rate
  readonly window: RateWindow
}

/** What is left of each limit; in the general headers the one of which the least is left. */
export function rateHeaders(rates: readonly RunningRate[], at: number): Headers {
  const headers: Record<string, string> = {}
  for (const kind of ['requests', 'tokens'] as const) {
    let least: RunningRate | undefined
    for (const running of rates) {
      const limit = running.rate[kind]
      if (limit === undefined) continue
      const { descriptor } = running.rate
      const names = headerNames(descriptor, kind)
      headers[names.limit] = String(limit)
      headers[names.remaining] = String(remainingOf(running, kind))
      if (descriptor === 'api_key')
        headers[kind === 'requests' ? 'x-litellm-key-rpm-limit' : 'x-litellm-key-tpm-limit'] = String(limit)
      if (!least || remainingOf(running, kind) < remainingOf(least, kind)) least = running
    }
    if (!least) continue
    const names = headerNames('', kind)
    headers[names.limit] = String(least.rate[kind])
    headers[names.remaining] = String(remainingOf(least, kind))
    headers[names.reset] = String(Math.ceil(secondsLeft(least.window, at)))
  }
  return headers
}

function remainingOf({ rate, window }: RunningRate, kind: 'requests' | 'tokens'): number {
  return Math.max(0, (rate[kind] ?? 0) - window[kind])
}

type HeaderNames = Readonly<Record<'limit' | 'remaining' | 'reset', string>>

/** Put together once: there are few, and each answer has several. */
const knownNames = new Map<string, HeaderNames>()

function headerNames(descriptor: string, kind: string): HeaderNames {
  const prefix = descriptor === '' ? 'x-ratelimit' : `x-ratelimit-${descriptor}`
  const known = knownNames.get(prefix + kind)
  if (known) return known
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((what) => `${prefix}-${what}-${kind}`)
  const names = { limit, remaining, reset } as HeaderNames
  knownNames.set(prefix + kind, names)
  return names
}
