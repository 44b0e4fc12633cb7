import type { VirtualKey } from '@kansoku/contracts'
import type { GatewayKeyRow } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import { spendOfKeys } from '../spend-of-keys.ts'
import { presentBudget, presentOwnLimits, withNamedLimits } from './present-budget.ts'

/** Keys with what they have spent, in the order given. */
export async function presentVirtualKeys(
  context: ServerContext,
  stored: readonly GatewayKeyRow[],
): Promise<VirtualKey[]> {
  const now = context.clock.now().getTime()
  const rows = await withNamedLimits(context, stored)
  const spend = await spendOfKeys(context, rows)
  return rows.map((row) => {
    const { limits } = row
    return {
      id: row.hash,
      displayKey: row.displayKey,
      alias: row.alias,
      models: [...row.models],
      budgetId: row.budgetId,
      ...presentBudget(limits, spend.get(row.hash) ?? 0, now),
      rpmLimit: limits.rpmLimit ?? null,
      tpmLimit: limits.tpmLimit ?? null,
      own: presentOwnLimits(row.own),
      teamId: row.teamId,
      userId: row.userId,
      isBlocked: row.blocked,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }
  })
}
