import type { Budgeted } from '@kansoku/contracts'
import { type Forecast, forecast } from './burn-down.ts'

export type BudgetState = 'fits' | 'short' | 'nearly' | 'soft' | 'spent' | 'blocked'

/** From here on a budget is nearly used up. */
const nearlySpent = 0.8

/** What becomes of a listed budget at the pace of the last days. */
export function forecastOf({ maxBudget, spend, budgetResetAt, recent }: Budgeted, now: number): Forecast {
  const today = new Date(now).toISOString().slice(0, 10)
  const days = [{ day: today, spend: recent.spend }]
  return forecast({ maxBudget, since: recent.since, days, resetAt: budgetResetAt, now, spend })
}

/** How a budget does, the worst first. */
export function budgetStateOf(budget: Budgeted, now: number): BudgetState {
  const { isBlocked, spend, maxBudget, softBudget, budgetResetAt } = budget
  if (isBlocked) return 'blocked'
  if (spend >= maxBudget) return 'spent'
  if (budgetResetAt !== null && forecastOf(budget, now).usedUpAt !== undefined) return 'short'
  if (spend >= maxBudget * nearlySpent) return 'nearly'
  return softBudget !== null && spend >= softBudget ? 'soft' : 'fits'
}
