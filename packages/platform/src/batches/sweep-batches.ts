import { batches } from '@kansoku/storage'
import { eq, lt } from 'drizzle-orm'
import type { BatchContext } from './batch-context.ts'
import { removeParts } from './parts.ts'

/** Forgets what has expired, with its files. The files first: what is interrupted is swept again. */
export async function sweepBatches(ctx: BatchContext): Promise<number> {
  const expired = await ctx.metadata.db.select().from(batches).where(lt(batches.expiresAt, ctx.clock.now()))
  for (const batch of expired) {
    await removeParts(ctx, batch)
    await ctx.metadata.db.delete(batches).where(eq(batches.id, batch.id))
  }
  return expired.length
}
