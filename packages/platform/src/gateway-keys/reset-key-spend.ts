import { KansokuError } from '@kansoku/contracts'
import { gatewayKeys } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { hashOf } from './hash-gateway-key.ts'
import type { GatewayKeyRow } from './key-columns.ts'

interface SpendReset {
  /** The key or its hash. */
  readonly key: string
  /** US dollars. */
  readonly to: number
  readonly by: string
}

/**
 * From now on the key has spent so much, and what its calls cost from here. The ledger keeps what they did cost, for
 * everybody else who bore it. Throws `not_found`.
 */
export async function resetKeySpend(
  ctx: PlatformContext,
  { key, to, by }: SpendReset,
): Promise<GatewayKeyRow> {
  const now = ctx.clock.now()
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const [row] = await tx
      .update(gatewayKeys)
      .set({ spendResetAt: now, spendResetTo: to, updatedBy: by, updatedAt: now })
      .where(eq(gatewayKeys.hash, hashOf(key)))
      .returning()
    if (!row) throw new KansokuError('not_found', 'Key not found in database')
    return row
  })
}
