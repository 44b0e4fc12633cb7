import { KansokuError } from '@kansoku/contracts'
import { gatewayKeys } from '@kansoku/storage'
import { inArray, or } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { hashOf } from './hash-gateway-key.ts'

/**
 * Deletes keys, named by themselves, their hashes or their aliases; the hashes of those that were there. Throws
 * `not_found` when none was.
 */
export async function deleteGatewayKeys(
  ctx: PlatformContext,
  { keys, aliases }: { keys: readonly string[]; aliases: readonly string[] },
): Promise<readonly string[]> {
  return ctx.metadata.db.transaction(async (tx) => {
    // First, as everywhere: two transactions that lock in different orders wait for each other.
    await announceGatewayChange(tx)
    const deleted = await tx
      .delete(gatewayKeys)
      .where(or(inArray(gatewayKeys.hash, keys.map(hashOf)), inArray(gatewayKeys.alias, [...aliases])))
      .returning({ hash: gatewayKeys.hash })
    if (deleted.length === 0) throw new KansokuError('not_found', 'None of these keys exists')
    return deleted.map(({ hash }) => hash)
  })
}
