import { gatewayHolders, gatewayKeys, gatewayMembers, type HolderKind } from '@kansoku/storage'
import { and, eq, inArray } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { type GatewayHolderRow, holderNotFound } from './holder-columns.ts'

/**
 * Deletes organisations, teams, users, end users or tags: an organisation goes with its teams, a team and a user with
 * their keys. Throws `not_found`, and deletes nothing, when one does not exist.
 */
export async function deleteHolders(
  ctx: PlatformContext,
  { kind, ids }: { kind: HolderKind; ids: readonly string[] },
): Promise<readonly GatewayHolderRow[]> {
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    if (kind === 'organization') await deleteTeamsOf(tx, ids)
    const deleted = await deleteRows(tx, kind, ids)
    const missing = ids.find((id) => !deleted.some((row) => row.id === id))
    if (missing !== undefined) throw holderNotFound({ kind, id: missing })
    return deleted
  })
}

async function deleteTeamsOf(tx: Transaction, organizationIds: readonly string[]): Promise<void> {
  const teams = await tx
    .select({ id: gatewayHolders.id })
    .from(gatewayHolders)
    .where(and(eq(gatewayHolders.kind, 'team'), inArray(gatewayHolders.organizationId, [...organizationIds])))
  if (teams.length > 0)
    await deleteRows(
      tx,
      'team',
      teams.map(({ id }) => id),
    )
}

async function deleteRows(
  tx: Transaction,
  kind: HolderKind,
  given: readonly string[],
): Promise<GatewayHolderRow[]> {
  const ids = [...given]
  if (kind === 'team') await tx.delete(gatewayKeys).where(inArray(gatewayKeys.teamId, ids))
  if (kind === 'user') {
    await tx.delete(gatewayKeys).where(inArray(gatewayKeys.userId, ids))
    await tx.delete(gatewayMembers).where(inArray(gatewayMembers.userId, ids))
  }
  return tx
    .delete(gatewayHolders)
    .where(and(eq(gatewayHolders.kind, kind), inArray(gatewayHolders.id, ids)))
    .returning()
}
