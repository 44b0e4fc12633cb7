import type { HolderChanges } from '@kansoku/contracts'
import { gatewayHolders } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { insertHolder } from './create-holder.ts'
import {
  findHolder,
  type GatewayHolderRow,
  type HolderName,
  holderColumns,
  holderNotFound,
  requireSoundHolder,
} from './holder-columns.ts'

interface HolderUpdate extends HolderName {
  readonly changes: HolderChanges | ((stored: GatewayHolderRow) => HolderChanges)
  /** What to do with one that does not exist; default: refuse. */
  readonly orCreate?: boolean
  readonly by: string
}

/** Changes limits and rights; gateways follow within a second. Throws `not_found`. */
export async function updateHolder(
  ctx: PlatformContext,
  { kind, id, changes, orCreate = false, by }: HolderUpdate,
): Promise<GatewayHolderRow> {
  const now = ctx.clock.now()
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const stored = await findHolder(tx, { kind, id })
    if (!stored) {
      if (orCreate && typeof changes === 'object') return insertHolder(tx, { kind, id, changes, by }, now)
      throw holderNotFound({ kind, id })
    }
    const columns = holderColumns(typeof changes === 'function' ? changes(stored) : changes, stored)
    await requireSoundHolder(tx, columns)
    const [row] = await tx
      .update(gatewayHolders)
      .set({ ...columns, updatedBy: by, updatedAt: now })
      .where(and(eq(gatewayHolders.kind, kind), eq(gatewayHolders.id, id)))
      .returning()
    return row ?? stored
  })
}
