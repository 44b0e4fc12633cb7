import { KansokuError, type KeyChanges } from '@kansoku/contracts'
import { gatewayKeys } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import type { CreatedGatewayKey } from './create-gateway-key.ts'
import { displayGatewayKey, hashGatewayKey, hashOf, makeGatewayKey } from './hash-gateway-key.ts'
import { type GatewayKeyRow, keyColumns, requireSoundKey } from './key-columns.ts'

interface KeyUpdate {
  /** The key or its hash. */
  readonly key: string
  readonly changes: KeyChanges
  /** Replaces the key. */
  readonly replaceBy?: string
  readonly by: string
}

/**
 * Changes what a key may do; gateways follow within a second. Throws `not_found`, and `invalid_request` for an alias
 * that another key has.
 */
export async function updateGatewayKey(
  ctx: PlatformContext,
  { key, changes, replaceBy, by }: KeyUpdate,
): Promise<GatewayKeyRow> {
  const now = ctx.clock.now()
  const hash = hashOf(key)
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const [stored] = await tx.select().from(gatewayKeys).where(eq(gatewayKeys.hash, hash))
    if (!stored) throw new KansokuError('not_found', 'Key not found in database')
    const columns = keyColumns(changes, stored, now)
    await requireSoundKey(tx, hash, columns)
    const replaced = replaceBy && {
      hash: hashGatewayKey(replaceBy),
      displayKey: displayGatewayKey(replaceBy),
      formerHashes: [...stored.formerHashes, hash],
    }
    const [row] = await tx
      .update(gatewayKeys)
      .set({ ...columns, ...replaced, updatedBy: by, updatedAt: now })
      .where(eq(gatewayKeys.hash, hash))
      .returning()
    return row ?? stored
  })
}

/** Gives a key another secret; the old one stops to work. Throws `not_found`. */
export async function regenerateGatewayKey(
  ctx: PlatformContext,
  { key, newKey = makeGatewayKey(), by }: { key: string; newKey?: string | undefined; by: string },
): Promise<CreatedGatewayKey> {
  return { key: newKey, row: await updateGatewayKey(ctx, { key, changes: {}, replaceBy: newKey, by }) }
}
