import type { KeyInfo } from '@kansoku/contracts'
import { type GatewayKeyRow, wholeObjectPermission } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import { spendOfKeys } from '../spend-of-keys.ts'
import { presentLimits, presentStamps } from './present-limits.ts'

/** Keys with what they have spent, in the order given. */
export async function presentKeys(
  context: Pick<ServerContext, 'analytics' | 'clock'>,
  rows: readonly GatewayKeyRow[],
): Promise<KeyInfo[]> {
  const spend = await spendOfKeys(context, rows)
  const now = context.clock.now()
  return rows.map((row) => presentKey(row, { spend: spend.get(row.hash) ?? 0, now }))
}

/** A key and what it has spent, in US dollars. */
function presentKey(
  row: GatewayKeyRow,
  { spend, now }: { readonly spend: number; readonly now: Date },
): KeyInfo {
  return {
    token: row.hash,
    key_name: row.displayKey,
    key_alias: row.alias,
    spend,
    expires: row.expiresAt?.toISOString() ?? null,
    models: [...row.models],
    aliases: row.modelAliases,
    user_id: row.userId,
    team_id: row.teamId,
    project_id: row.projectId,
    metadata: row.metadata,
    blocked: row.blocked || null,
    budget_id: row.budgetId,
    object_permission: wholeObjectPermission(row.objectPermission),
    ...presentLimits(row.limits, now),
    ...presentStamps(row),
  }
}
