import type { OwnLimits } from '@kansoku/contracts'
import { type GatewayHolderRow, type GatewayKeyRow, listGatewayBudgets } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import { spendWindow } from '../spend-window.ts'

export type Limits = GatewayHolderRow['limits']
type Limited = Pick<GatewayKeyRow | GatewayHolderRow, 'budgetId' | 'limits'>

/** Rows with their own limits over those of their budgets with a name, as gateways heed them. */
export async function withNamedLimits<Row extends Limited>(
  context: ServerContext,
  rows: readonly Row[],
): Promise<(Row & { readonly own: Limits })[]> {
  const ids = rows.flatMap(({ budgetId }) => budgetId ?? [])
  const budgets = ids.length === 0 ? [] : await listGatewayBudgets(context, { ids })
  const named = new Map(budgets.map(({ id, limits }) => [id, limits]))
  return rows.map((row) => ({
    ...row,
    own: row.limits,
    limits: { ...named.get(row.budgetId ?? ''), ...row.limits },
  }))
}

/** US dollars spent, and of how much until when. */
export function presentBudget(limits: Limits, spend: number, now: number) {
  const { endsAt } = spendWindow(limits, now)
  return {
    spend,
    maxBudget: limits.maxBudget ?? null,
    budgetDuration: limits.budgetDuration ?? null,
    budgetResetAt: Number.isFinite(endsAt) ? new Date(endsAt).toISOString() : null,
  }
}

/** Without those of a budget with a name. */
export function presentOwnLimits(own: Limits): OwnLimits {
  return {
    maxBudget: own.maxBudget ?? null,
    budgetDuration: own.budgetDuration ?? null,
    rpmLimit: own.rpmLimit ?? null,
    tpmLimit: own.tpmLimit ?? null,
  }
}
