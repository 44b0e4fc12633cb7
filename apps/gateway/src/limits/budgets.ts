import { budgetWindow, type GatewayKey } from '@kansoku/contracts'
import { HttpError } from '../http/http-error.ts'

/** What a key has spent in the window of its budget, US dollars. */
interface Account {
  readonly startsAt: number
  readonly endsAt: number
  spent: number
  /** Estimates of the calls under way. */
  reserved: number
}

/** Money set aside for one call. */
export interface Reservation {
  /** Puts what the call cost in the place of its estimate. Only the first settlement counts. */
  settle(cost: number): void
}

export interface Budgets {
  /**
   * Sets an estimate aside. A call is let in while what is spent and set aside is below the budget, so that calls at
   * the same time spend no more above it than the estimate of one.
   * @throws {HttpError} 429 when the budget is used up
   */
  reserve(key: GatewayKey, estimate: () => number): Reservation
  spent(key: GatewayKey): number
}

const nothing: Reservation = { settle: () => undefined }

/** @param now milliseconds since 1970 */
export function createBudgets(now: () => number): Budgets {
  const accounts = new Map<string, Account>()

  /** The server's word holds what this gateway has forgotten, and lacks what is still under way: the larger one counts. */
  const accountOf = ({ hash, limits, spend }: GatewayKey): Account => {
    const window = budgetWindow(limits.budgetDuration, now())
    let account = accounts.get(hash)
    if (account?.startsAt !== window.startsAt || account.endsAt !== window.endsAt) {
      account = { ...window, spent: 0, reserved: 0 }
      accounts.set(hash, account)
    }
    if (spend?.since === window.startsAt) account.spent = Math.max(account.spent, spend.amount)
    return account
  }

  return {
    reserve(key, estimate) {
      const { maxBudget } = key.limits
      if (maxBudget === undefined) return nothing
      const account = accountOf(key)
      if (account.spent + account.reserved >= maxBudget) throw exceeded(key, account, maxBudget)
      const amount = estimate()
      account.reserved += amount
      let open = true
      return {
        settle(cost) {
          if (!open) return
          open = false
          account.reserved -= amount
          account.spent += cost
        },
      }
    },
    spent: (key) => accountOf(key).spent,
  }
}

function exceeded(
  { alias, hash }: GatewayKey,
  { spent, reserved, endsAt }: Account,
  maxBudget: number,
): HttpError {
  const waiting = spent < maxBudget ? ` Set aside for calls under way: ${reserved}.` : ''
  const reset = Number.isFinite(endsAt) ? ` Resets at ${new Date(endsAt).toISOString()}.` : ''
  return new HttpError(
    429,
    'budget_exceeded',
    `Budget has been exceeded! Current cost: ${spent}, Max budget: ${maxBudget} (budget of key ${alias ?? hash}).${waiting}${reset}`,
  )
}
