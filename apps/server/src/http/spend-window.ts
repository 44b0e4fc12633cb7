import { budgetWindow } from '@kansoku/contracts'
import type { GatewayKeyRow } from '@kansoku/platform'

/** The time in which the spend of somebody with these limits counts, in milliseconds since 1970. */
export function spendWindow({ maxBudget, budgetDuration }: GatewayKeyRow['limits'], now: number) {
  return budgetWindow(maxBudget === undefined ? undefined : budgetDuration, now)
}
