import type { Headers } from '../http/exchange.ts'
import type { HttpError } from '../http/http-error.ts'
import { type BudgetOptions, createBudgets, type SoftBudget } from './budgets.ts'
import { dollars } from './dollars.ts'
import type { LimitScope } from './limit-scope.ts'
import { type RateWindow, windowAt } from './rate-window.ts'
import { checkRate, nameOf, type RunningRate, rateExceeded, rateHeaders, ratesOf } from './rates.ts'

/** What a call used in the end. */
interface Used {
  /** US dollars. */
  readonly cost: number
  readonly tokens: number
  /** The group of models that answered; default: the one that was asked for. */
  readonly group?: string | undefined
  /** Whose answer it is. */
  readonly provider?: string | undefined
}

/** The right to one call. */
export interface Lease {
  /** What is left of the limits, for the answer. */
  readonly headers: Headers
  /** Providers that may not be asked, and why. */
  readonly usedUp: ReadonlyMap<string, HttpError>
  /** Counts what the call used. */
  settle(used: Used): void
  /** Ends the call, settled or not. May be called again. */
  release(): void
}

/** Counts what keys use, and all who share limits with them. */
export interface Limiter {
  /**
   * @param providers those with a budget that may answer
   * @param estimate what the call may cost at most, US dollars; asked only where there is a budget
   * @throws {HttpError} 429 that names the limit
   */
  admit(
    scopes: readonly LimitScope[],
    model: string,
    estimate: () => number,
    providers?: readonly LimitScope[],
  ): Lease | Promise<Lease>
}

/** Counts in this process. */
export interface LocalLimiter extends Limiter {
  admit(...call: Parameters<Limiter['admit']>): Lease
}

export const unlimited: Lease = {
  headers: {},
  usedUp: new Map(),
  settle: () => undefined,
  release: () => undefined,
}

export function createLimiter(options: BudgetOptions): LocalLimiter {
  const windows = new Map<string, RateWindow>()
  const running = new Map<string, number>()
  const budgets = createBudgets(options)
  return {
    admit(scopes, model, estimate, providers = []) {
      if (scopes.length + providers.length === 0) return unlimited
      const at = options.now()
      const rates: RunningRate[] = []
      const slots: string[] = []
      for (const scope of scopes) {
        for (const rate of ratesOf(scope, model))
          rates.push({ rate, window: windowAt(windows, rate.scope, at) })
      }
      for (const { rate, window } of rates) checkRate(rate, window, at)
      for (const scope of scopes) {
        if (scope.limits.maxParallelRequests === undefined) continue
        const slot = nameOf(scope)
        checkParallel(scope, running.get(slot) ?? 0)
        slots.push(slot)
      }
      const reservation = budgets.reserve(scopes, model, estimate)
      const ofProviders = budgets.reserveEach(providers, model, estimate)
      for (const slot of slots) running.set(slot, (running.get(slot) ?? 0) + 1)
      for (const { window } of rates) window.requests += 1
      let open = true
      return {
        headers: {
          ...rateHeaders(rates, at),
          ...budgetHeaders(scopes, (scope) => budgets.spent(scope)),
          ...warningHeaders(budgets.warnings(scopes)),
        },
        usedUp: ofProviders.usedUp,
        settle({ cost, tokens, group, provider }) {
          reservation.settle(cost, group)
          ofProviders.settle(provider, cost)
          // A minute that is over counts no more: the window of the call's beginning takes its tokens.
          for (const { window } of rates) window.tokens += tokens
        },
        release() {
          if (!open) return
          open = false
          reservation.settle(0)
          ofProviders.settle(undefined, 0)
          for (const slot of slots) leave(running, slot)
        },
      }
    },
  }
}

function checkParallel(scope: LimitScope, inParallel: number): void {
  const { maxParallelRequests: most } = scope.limits
  if (most !== undefined && inParallel >= most)
    throw rateExceeded(nameOf(scope), 'max_parallel_requests', most, 1)
}

function leave(running: Map<string, number>, slot: string): void {
  const left = (running.get(slot) ?? 1) - 1
  if (left === 0) running.delete(slot)
  else running.set(slot, left)
}

function budgetHeaders(scopes: readonly LimitScope[], spent: (scope: LimitScope) => number): Headers {
  const headers: Record<string, string> = {}
  for (const scope of scopes) {
    const { kind, limits } = scope
    if (limits.maxBudget === undefined || (kind !== 'key' && kind !== 'team')) continue
    headers[`x-litellm-${kind}-spend`] = String(spent(scope))
    headers[`x-litellm-${kind}-max-budget`] = String(limits.maxBudget)
  }
  return headers
}

function warningHeaders(warnings: readonly SoftBudget[]): Headers {
  if (warnings.length === 0) return {}
  const texts = warnings.map(
    ({ title, spent, softBudget }) =>
      `soft budget of ${title} is used up: ${dollars(spent)} of ${dollars(softBudget)}`,
  )
  // Names of people and teams may hold any character, headers may not.
  return {
    'x-kansoku-budget-warning': texts
      .join('; ')
      .replace(/[^\x20-\x7e]/gu, (sign) => encodeURIComponent(sign)),
  }
}
