import { gatewayHolders, gatewayKeys } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'

/** From now on no key and no team has spent anything. The ledger keeps what their calls did cost. */
export async function resetAllSpend(ctx: PlatformContext, { by }: { readonly by: string }): Promise<void> {
  const now = ctx.clock.now()
  const reset = { spendResetAt: now, updatedBy: by, updatedAt: now }
  await ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    await tx.update(gatewayKeys).set({ ...reset, spendResetTo: 0 })
    await tx.update(gatewayHolders).set(reset).where(eq(gatewayHolders.kind, 'team'))
  })
}
