import type { KeyChanges } from '@kansoku/contracts'
import { gatewayKeys } from '@kansoku/storage'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { displayGatewayKey, hashGatewayKey, makeGatewayKey } from './hash-gateway-key.ts'
import { type GatewayKeyRow, keyColumns, requireNewKey, requireSoundKey } from './key-columns.ts'

/** A key at the only moment when it is known. */
export interface CreatedGatewayKey {
  readonly key: string
  readonly row: GatewayKeyRow
}

/** Creates a virtual key, or takes the given one. Throws `invalid_request` when key or alias exist already. */
export async function createGatewayKey(
  ctx: PlatformContext,
  { changes, key = makeGatewayKey(), by }: { changes: KeyChanges; key?: string | undefined; by: string },
): Promise<CreatedGatewayKey> {
  const now = ctx.clock.now()
  const hash = hashGatewayKey(key)
  const columns = keyColumns(changes, undefined, now)
  return ctx.metadata.db.transaction(async (tx) => {
    // Before anything is looked at: its row lock puts concurrent changes of keys in order.
    await announceGatewayChange(tx)
    await requireNewKey(tx, hash)
    await requireSoundKey(tx, hash, columns)
    const [row] = await tx
      .insert(gatewayKeys)
      .values({
        ...columns,
        hash,
        displayKey: displayGatewayKey(key),
        createdBy: by,
        updatedBy: by,
        createdAt: now,
        updatedAt: now,
      })
      .returning()
    if (!row) throw new Error('the insert of a key returned no row')
    return { key, row }
  })
}
