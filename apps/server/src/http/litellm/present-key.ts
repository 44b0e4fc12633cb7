import type { KeyInfo, ShownLimits } from '@kansoku/contracts'
import type { GatewayKeyRow } from '@kansoku/platform'
import { getSpendOfKeys } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'

/** Keys with what they have spent, in the order given. */
export async function presentKeys(
  { analytics }: Pick<ServerContext, 'analytics'>,
  rows: readonly GatewayKeyRow[],
): Promise<KeyInfo[]> {
  const spend = await getSpendOfKeys(analytics, { hashes: rows.flatMap(hashesOf) })
  return rows.map((row) =>
    presentKey(
      row,
      hashesOf(row).reduce((sum, hash) => sum + (spend.get(hash) ?? 0), 0),
    ),
  )
}

function hashesOf({ hash, formerHashes }: GatewayKeyRow): string[] {
  return [hash, ...formerHashes]
}

/** A key and what it has spent, in US dollars. */
export function presentKey(row: GatewayKeyRow, spend: number): KeyInfo {
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
    ...presentLimits(row.limits),
    created_at: row.createdAt.toISOString(),
    created_by: row.createdBy,
    updated_at: row.updatedAt.toISOString(),
    updated_by: row.updatedBy,
  }
}

function presentLimits(limits: GatewayKeyRow['limits']): ShownLimits {
  return {
    max_budget: limits.maxBudget ?? null,
    soft_budget: limits.softBudget ?? null,
    budget_duration: limits.budgetDuration ?? null,
    tpm_limit: limits.tpmLimit ?? null,
    rpm_limit: limits.rpmLimit ?? null,
    max_parallel_requests: limits.maxParallelRequests ?? null,
    model_tpm_limit: limits.modelTpmLimit ?? null,
    model_rpm_limit: limits.modelRpmLimit ?? null,
  }
}
