import type { KeyChanges } from '@kansoku/contracts'
import { gatewayKeys } from '@kansoku/storage'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { displayGatewayKey, hashGatewayKey, makeGatewayKey } from './hash-gateway-key.ts'
import { type GatewayKeyRow, keyColumns, requireNewKey, requireSoundKey } from './key-columns.ts'

/** A key at the only moment when it is known. */
export interface CreatedGatewayKey {
  readonly key: string
  readonly row: GatewayKeyRow
}

interface NewKey {
  readonly changes: KeyChanges
  /** Default: a random one. */
  readonly key?: string | undefined
  readonly by: string
}

/** Creates a virtual key, or takes the given one. Throws `invalid_request` when key or alias exist already. */
export async function createGatewayKey(ctx: PlatformContext, input: NewKey): Promise<CreatedGatewayKey> {
  return ctx.metadata.db.transaction(async (tx) => {
    // Before anything is looked at: its row lock puts concurrent changes of keys in order.
    await announceGatewayChange(tx)
    return insertGatewayKey(tx, input, ctx.clock.now())
  })
}

/** The same within a transaction that has announced its change. */
export async function insertGatewayKey(
  tx: Transaction,
  { changes, key = makeGatewayKey(), by }: NewKey,
  now: Date,
): Promise<CreatedGatewayKey> {
  const hash = hashGatewayKey(key)
  const columns = keyColumns(changes, undefined, now)
  await requireNewKey(tx, hash)
  await requireSoundKey(tx, hash, columns)
  const displayKey = displayGatewayKey(key)
  const [row] = await tx
    .insert(gatewayKeys)
    .values({ ...columns, hash, displayKey, createdBy: by, updatedBy: by, createdAt: now, updatedAt: now })
    .returning()
  if (!row) throw new Error('the insert of a key returned no row')
  return { key, row }
}
