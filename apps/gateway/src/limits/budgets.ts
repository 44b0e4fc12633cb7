import {
  type BudgetAccount,
  budgetAccounts,
  budgetWindow,
  type SpentOnAccount,
} from '@kansoku/contracts/gateway'
import { HttpError } from '../http/http-error.ts'
import { dollars } from './dollars.ts'
import type { LimitScope } from './limit-scope.ts'

/** What was spent on an account in its window, US dollars. */
interface Ledger {
  readonly startsAt: number
  readonly endsAt: number
  spent: number
  /** Estimates of the calls under way. */
  reserved: number
  /** That the soft budget is used up was said already. */
  warned: boolean
  /** Of the last word of an admin on what was spent. */
  resetAt?: number
}

/** Money set aside for one call. */
export interface Reservation {
  /**
   * Puts what the call cost in the place of its estimate. Only the first settlement counts. As in LiteLLM, a budget for one
   * model is kept by the model that was asked for, and charged for the one that answered.
   */
  settle(cost: number, answeredBy?: string): void
}

/** Money set aside with each of those who may answer one call. */
export interface Reservations {
  /** Why, by the id of who has nothing left. */
  readonly usedUp: ReadonlyMap<string, HttpError>
  /** The one who answered pays, the others keep what was set aside. */
  settle(id: string | undefined, cost: number): void
}

/** A soft budget that a call has used up; US dollars. */
export interface SoftBudget {
  readonly title: string
  readonly spent: number
  readonly softBudget: number
}

export interface BudgetOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** What the server knows of an account. */
  readonly spentOn: (account: string) => SpentOnAccount | undefined
  /** Called once in a window. */
  readonly onSoftBudget: (budget: SoftBudget) => void
}

export interface Budgets {
  /**
   * Sets an estimate aside in each budget that a call of this model must keep, or in none. A call is let in while what is
   * spent and set aside is below the budget, so that calls at the same time spend no more above it than the estimate of
   * one.
   * @throws {HttpError} 429 when a budget is used up
   */
  reserve(scopes: readonly LimitScope[], model: string, estimate: () => number): Reservation
  /** The same for each of some who may stand in for one another: who has nothing left is told, not refused. */
  reserveEach(scopes: readonly LimitScope[], model: string, estimate: () => number): Reservations
  /** Of the budget that somebody has for all models. */
  spent(scope: LimitScope): number
  /** The soft budgets that are used up. */
  warnings(scopes: readonly LimitScope[]): readonly SoftBudget[]
}

interface Open {
  readonly scope: LimitScope
  readonly account: BudgetAccount
  readonly ledger: Ledger
}

const nothing: Reservation = { settle: () => undefined }
const ofNobody: Reservations = { usedUp: new Map(), settle: () => undefined }

export function createBudgets({ now, spentOn, onSoftBudget }: BudgetOptions): Budgets {
  const ledgers = new Map<string, Ledger>()

  /**
   * The server's word holds what this gateway has forgotten, and lacks what is still under way: the larger one counts, but
   * for the first word after a reset.
   */
  const ledgerOf = ({ name, duration }: BudgetAccount): Ledger => {
    const at = now()
    let ledger = ledgers.get(name)
    if (!ledger || at < ledger.startsAt || at >= ledger.endsAt) {
      ledger = { ...budgetWindow(duration, at), spent: 0, reserved: 0, warned: false }
      ledgers.set(name, ledger)
    }
    const told = spentOn(name)
    if (told?.since !== ledger.startsAt) return ledger
    const { amount, resetAt } = told
    const isReset = resetAt !== undefined && resetAt !== ledger.resetAt
    if (isReset) Object.assign(ledger, { spent: amount, resetAt, warned: false })
    else ledger.spent = Math.max(ledger.spent, amount)
    return ledger
  }
  const openAll = (scopes: readonly LimitScope[], model: string | undefined): Open[] => {
    const all: Open[] = []
    for (const scope of scopes) {
      for (const account of accountsOf(scope)) {
        if (account.model !== undefined && account.model !== model) continue
        all.push({ scope, account, ledger: ledgerOf(account) })
      }
    }
    return all
  }
  /** Budgets for all models stay those of the time of the call. */
  const chargedFor = (all: readonly Open[], scopes: readonly LimitScope[], model: string): Open[] => [
    ...all.filter(({ account }) => account.model === undefined),
    ...openAll(scopes, model).filter(({ account }) => account.model !== undefined),
  ]
  const warn = ({ scope, account: { softBudget }, ledger }: Open) => {
    if (softBudget === undefined || ledger.warned || ledger.spent < softBudget) return
    ledger.warned = true
    onSoftBudget({ title: scope.title, spent: ledger.spent, softBudget })
  }

  const reserve: Budgets['reserve'] = (scopes, model, estimate) => {
    if (scopes.every((scope) => accountsOf(scope).length === 0)) return nothing
    const all = openAll(scopes, model)
    for (const one of all) check(one)
    const amount = all.length === 0 ? 0 : estimate()
    for (const { ledger } of all) ledger.reserved += amount
    let open = true
    return {
      settle(cost, answeredBy = model) {
        if (!open) return
        open = false
        for (const { ledger } of all) ledger.reserved -= amount
        const charged = answeredBy === model ? all : chargedFor(all, scopes, answeredBy)
        for (const one of charged) {
          one.ledger.spent += cost
          warn(one)
        }
      },
    }
  }

  return {
    reserve,
    reserveEach(scopes, model, estimate) {
      if (scopes.length === 0) return ofNobody
      const usedUp = new Map<string, HttpError>()
      const reserved = new Map<string, Reservation>()
      for (const scope of scopes) {
        try {
          reserved.set(scope.id, reserve([scope], model, estimate))
        } catch (error) {
          if (!(error instanceof HttpError)) throw error
          usedUp.set(scope.id, error)
        }
      }
      return {
        usedUp,
        settle(payer, cost) {
          for (const [id, reservation] of reserved) reservation.settle(id === payer ? cost : 0)
        },
      }
    },
    spent(scope) {
      const [account] = accountsOf(scope)
      return account === undefined ? 0 : ledgerOf(account).spent
    },
    warnings(scopes) {
      const soft = scopes.filter((scope) => accountsOf(scope).some(isSoft))
      if (soft.length === 0) return []
      return openAll(soft, undefined).flatMap(({ scope, account: { softBudget }, ledger: { spent } }) =>
        softBudget === undefined || spent < softBudget ? [] : [{ title: scope.title, spent, softBudget }],
      )
    },
  }
}

const isSoft = ({ softBudget }: BudgetAccount) => softBudget !== undefined

const knownAccounts = new WeakMap<object, readonly BudgetAccount[]>()

/** The accounts that somebody's limits ask for. They are the same object as long as nobody changes them. */
export function accountsOf(scope: LimitScope): readonly BudgetAccount[] {
  const known = knownAccounts.get(scope.limits)
  if (known) return known
  const { kind, id, memberId, limits } = scope
  const accounts = budgetAccounts({ kind, id, limits, ...(memberId === undefined ? {} : { memberId }) })
  knownAccounts.set(limits, accounts)
  return accounts
}

function check({ scope, account: { maxBudget, model }, ledger: { spent, reserved, endsAt } }: Open): void {
  if (maxBudget === undefined || spent + reserved < maxBudget) return
  const whose = model === undefined ? scope.title : `${scope.title} for model ${model}`
  const waiting = spent < maxBudget ? ` Set aside for calls under way: ${dollars(reserved)}.` : ''
  const reset = Number.isFinite(endsAt) ? ` Resets at ${new Date(endsAt).toISOString()}.` : ''
  throw new HttpError(
    429,
    'budget_exceeded',
    `Budget has been exceeded! Current cost: ${dollars(spent)}, Max budget: ${dollars(maxBudget)} (budget of ${whose}).${waiting}${reset}`,
  )
}
