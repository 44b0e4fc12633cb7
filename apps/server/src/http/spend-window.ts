import { budgetWindow } from '@kansoku/contracts'
import type { GatewayHolderRow, GatewayKeyRow } from '@kansoku/platform'

/** The time in which the spend of somebody with these limits counts, in milliseconds since 1970. */
export function spendWindow({ maxBudget, budgetDuration }: GatewayKeyRow['limits'], now: number) {
  return budgetWindow(maxBudget === undefined ? undefined : budgetDuration, now)
}

/** From when the calls of a team or another holder count: what an admin has reset begins anew. In milliseconds since 1970. */
export function spendStart(
  { limits, spendResetAt }: Pick<GatewayHolderRow, 'limits' | 'spendResetAt'>,
  now: number,
): number {
  return Math.max(spendWindow(limits, now).startsAt, spendResetAt?.getTime() ?? 0)
}
