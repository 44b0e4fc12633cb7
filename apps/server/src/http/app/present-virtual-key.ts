import type { VirtualKey } from '@kansoku/contracts'
import type { GatewayKeyRow } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import { budgetWindowOf, spendOfKeys } from '../spend-of-keys.ts'

/** Keys with what they have spent, in the order given. */
export async function presentVirtualKeys(
  context: Pick<ServerContext, 'analytics' | 'clock'>,
  rows: readonly GatewayKeyRow[],
): Promise<VirtualKey[]> {
  const now = context.clock.now().getTime()
  const spend = await spendOfKeys(context, rows)
  return rows.map((row) => {
    const { limits } = row
    const { endsAt } = budgetWindowOf(row, now)
    return {
      id: row.hash,
      displayKey: row.displayKey,
      alias: row.alias,
      models: [...row.models],
      spend: spend.get(row.hash) ?? 0,
      maxBudget: limits.maxBudget ?? null,
      budgetDuration: limits.budgetDuration ?? null,
      budgetResetAt: Number.isFinite(endsAt) ? new Date(endsAt).toISOString() : null,
      rpmLimit: limits.rpmLimit ?? null,
      tpmLimit: limits.tpmLimit ?? null,
      teamId: row.teamId,
      userId: row.userId,
      isBlocked: row.blocked,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }
  })
}
