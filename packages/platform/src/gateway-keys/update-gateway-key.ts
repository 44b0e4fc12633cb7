import { KansokuError, type KeyChanges } from '@kansoku/contracts'
import { gatewayKeys } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import type { CreatedGatewayKey } from './create-gateway-key.ts'
import { displayGatewayKey, hashGatewayKey, hashOf, makeGatewayKey } from './hash-gateway-key.ts'
import { type GatewayKeyRow, keyColumns, requireNewKey, requireSoundKey } from './key-columns.ts'

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
    const replaced = replaceBy === undefined ? {} : replacement(stored, replaceBy)
    if (replaced.hash !== undefined) await requireNewKey(tx, replaced.hash)
    const [row] = await tx
      .update(gatewayKeys)
      .set({ ...columns, ...replaced, updatedBy: by, updatedAt: now })
      .where(eq(gatewayKeys.hash, hash))
      .returning()
    return row ?? stored
  })
}

/** A key that gets back a secret of its own bears what was spent under it once. */
function replacement({ hash: before, formerHashes }: GatewayKeyRow, key: string): Partial<GatewayKeyRow> {
  const hash = hashGatewayKey(key)
  return {
    hash,
    displayKey: displayGatewayKey(key),
    formerHashes: [...formerHashes, before].filter((former) => former !== hash),
  }
}

interface KeyReplacement extends Omit<KeyUpdate, 'replaceBy'> {
  /** Default: a random one. */
  readonly newKey?: string | undefined
}

/**
 * Gives a key another secret; the old one stops to work. Throws `not_found`, and `invalid_request` for a secret that is
 * in use.
 */
export async function regenerateGatewayKey(
  ctx: PlatformContext,
  { newKey = makeGatewayKey(), ...update }: KeyReplacement,
): Promise<CreatedGatewayKey> {
  return { key: newKey, row: await updateGatewayKey(ctx, { ...update, replaceBy: newKey }) }
}
