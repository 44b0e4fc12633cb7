import { type Batch, KansokuError } from '@kansoku/contracts'
import { batches } from '@kansoku/storage'
import { and, eq, inArray } from 'drizzle-orm'
import type { BatchContext } from './batch-context.ts'
import { toBatch } from './batch-row.ts'
import { expiryOf } from './expiry.ts'
import { removeParts } from './parts.ts'
import { type OneBatch, requireOwnBatch, showOwnBatch } from './read-batches.ts'

/** Whoever works on it notices within a second or two. Throws `conflict` when it has ended already. */
export async function cancelBatch(ctx: BatchContext, one: OneBatch): Promise<Batch> {
  const batch = await requireOwnBatch(ctx, one)
  const now = ctx.clock.now()
  const [cancelled] = await ctx.metadata.db
    .update(batches)
    .set({ state: 'cancelled', endedAt: now, expiresAt: expiryOf(batch.kind, now) })
    .where(and(eq(batches.id, batch.id), inArray(batches.state, ['queued', 'running'])))
    .returning()
  if (!cancelled) throw new KansokuError('conflict', 'It has ended already.')
  return showOwnBatch(ctx, toBatch(cancelled), one.userId)
}

/** Goes on behind what is done for good. Throws `conflict` unless it failed or was cancelled. */
export async function retryBatch(ctx: BatchContext, one: OneBatch): Promise<Batch> {
  const batch = await requireOwnBatch(ctx, one)
  const [queued] = await ctx.metadata.db
    .update(batches)
    .set({
      ...{ state: 'queued', failure: null, runner: null, heartbeatAt: null, endedAt: null, expiresAt: null },
      rowsDone: batch.rowsAtCursor,
    })
    .where(and(eq(batches.id, batch.id), inArray(batches.state, ['failed', 'cancelled'])))
    .returning()
  if (!queued) throw new KansokuError('conflict', 'It neither failed nor was cancelled.')
  return showOwnBatch(ctx, toBatch(queued), one.userId)
}

/** With its file. What is under way ends. */
export async function deleteBatch(ctx: BatchContext, one: OneBatch): Promise<void> {
  const batch = await requireOwnBatch(ctx, one)
  await ctx.metadata.db.delete(batches).where(eq(batches.id, batch.id))
  await removeParts(ctx, batch)
}
