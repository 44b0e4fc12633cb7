import type { GatewayKey } from '@kansoku/contracts'
import type { Caller } from '../http/authentication.ts'
import type { Headers } from '../http/exchange.ts'
import { HttpError } from '../http/http-error.ts'
import { createBudgets } from './budgets.ts'
import { type RateWindow, secondsLeft, windowAt } from './rate-window.ts'

/** What a call used in the end. */
interface Used {
  /** US dollars. */
  readonly cost: number
  readonly tokens: number
}

/** The right to one call. */
export interface Lease {
  /** What is left of the key's limits, for the answer. */
  readonly headers: Headers
  /** Counts what the call used. */
  settle(used: Used): void
  /** Ends the call, settled or not. May be called again. */
  release(): void
}

/** Counts what virtual keys use; the master key is not limited. */
export interface Limiter {
  /**
   * @param estimate what the call may cost at most, US dollars; asked only where there is a budget
   * @throws {HttpError} 429 that names the limit
   */
  admit(caller: Caller, model: string, estimate: () => number): Lease
}

const unlimited: Lease = { headers: {}, settle: () => undefined, release: () => undefined }

/** @param now milliseconds since 1970 */
export function createLimiter(now: () => number): Limiter {
  const windows = new Map<string, RateWindow>()
  const running = new Map<string, number>()
  const budgets = createBudgets(now)
  return {
    admit({ key }, model, estimate) {
      if (key === undefined) return unlimited
      const { hash, limits } = key
      const at = now()
      const rates = ratesOf(key, model).map((rate) => ({ ...rate, window: windowAt(windows, rate.name, at) }))
      for (const rate of rates) checkRate(rate, at)
      const inParallel = running.get(hash) ?? 0
      if (limits.maxParallelRequests !== undefined && inParallel >= limits.maxParallelRequests)
        throw exceeded(`api_key: ${hash}`, 'max_parallel_requests', limits.maxParallelRequests, 1)
      const reservation = budgets.reserve(key, estimate)
      running.set(hash, inParallel + 1)
      for (const { window } of rates) window.requests += 1
      let open = true
      return {
        headers: { ...rateHeaders(key, rates[0]?.window, at), ...budgetHeaders(key, budgets.spent(key)) },
        settle({ cost, tokens }) {
          reservation.settle(cost)
          // A minute that is over counts no more: the window of the call's beginning takes its tokens.
          for (const { window } of rates) window.tokens += tokens
        },
        release() {
          if (!open) return
          open = false
          reservation.settle(0)
          const left = (running.get(hash) ?? 1) - 1
          if (left === 0) running.delete(hash)
          else running.set(hash, left)
        },
      }
    },
  }
}

interface Rate {
  /** Names the counter. */
  readonly name: string
  readonly scope: string
  readonly requests: number | undefined
  readonly tokens: number | undefined
}

/** That of the key first, then that of the model for this key. */
function ratesOf({ hash, limits }: GatewayKey, model: string): Rate[] {
  const ofKey = { name: hash, scope: `api_key: ${hash}`, requests: limits.rpmLimit, tokens: limits.tpmLimit }
  const ofModel = {
    name: `${hash} ${model}`,
    scope: `model_per_key: ${hash}:${model}`,
    requests: limits.modelRpmLimit?.[model],
    tokens: limits.modelTpmLimit?.[model],
  }
  return [ofKey, ofModel].filter(({ requests, tokens }) => requests !== undefined || tokens !== undefined)
}

function checkRate({ scope, requests, tokens, window }: Rate & { window: RateWindow }, at: number): void {
  const seconds = secondsLeft(window, at)
  if (requests !== undefined && window.requests >= requests)
    throw exceeded(scope, 'requests', requests, seconds)
  if (tokens !== undefined && window.tokens >= tokens) throw exceeded(scope, 'tokens', tokens, seconds)
}

function exceeded(scope: string, kind: string, limit: number, seconds: number): HttpError {
  return new HttpError(
    429,
    'rate_limit_error',
    `Rate limit exceeded for ${scope}. Limit type: ${kind}. Current limit: ${limit}, Remaining: 0.`,
    { retryAfterSeconds: seconds },
  )
}

function rateHeaders({ limits }: GatewayKey, window: RateWindow | undefined, at: number): Headers {
  if (!window) return {}
  const reset = String(Math.ceil(secondsLeft(window, at)))
  const headers: Record<string, string> = {}
  const add = (kind: string, short: string, limit: number | undefined, used: number) => {
    if (limit === undefined) return
    headers[`x-litellm-key-${short}-limit`] = String(limit)
    headers[`x-ratelimit-limit-${kind}`] = String(limit)
    headers[`x-ratelimit-remaining-${kind}`] = String(Math.max(0, limit - used))
    headers[`x-ratelimit-reset-${kind}`] = reset
  }
  add('requests', 'rpm', limits.rpmLimit, window.requests)
  add('tokens', 'tpm', limits.tpmLimit, window.tokens)
  return headers
}

function budgetHeaders({ limits: { maxBudget } }: GatewayKey, spent: number): Headers {
  if (maxBudget === undefined) return {}
  return { 'x-litellm-key-spend': String(spent), 'x-litellm-key-max-budget': String(maxBudget) }
}
