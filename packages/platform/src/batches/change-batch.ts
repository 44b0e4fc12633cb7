import { type Batch, KansokuError } from '@kansoku/contracts'
import { batches } from '@kansoku/storage'
import { and, eq, inArray } from 'drizzle-orm'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { BatchContext } from './batch-context.ts'
import { scopeOfAction, toBatch } from './batch-row.ts'
import { expiryOf } from './expiry.ts'
import { forgetParts } from './forget-exports.ts'
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

/**
 * Goes on behind what is done for good. Throws `access_denied` to who may no longer do what it does, and `conflict` unless it
 * failed or was cancelled.
 */
export async function retryBatch(ctx: BatchContext, one: OneBatch): Promise<Batch> {
  const batch = await requireOwnBatch(ctx, one)
  await requireProjectAccess(ctx, { ...one, scope: scopeOfAction(batch.action) })
  const [queued] = await ctx.metadata.db
    .update(batches)
    .set({
      ...{ state: 'queued', failure: null, runner: null, heartbeatAt: null, endedAt: null, expiresAt: null },
      ...{ attempts: 0, rowsDone: batch.rowsAtCursor },
    })
    .where(and(eq(batches.id, batch.id), inArray(batches.state, ['failed', 'cancelled'])))
    .returning()
  if (!queued) throw new KansokuError('conflict', 'It neither failed nor was cancelled.')
  return showOwnBatch(ctx, toBatch(queued), one.userId)
}

/** With its file. What is under way ends. */
export async function deleteBatch(ctx: BatchContext, one: OneBatch): Promise<void> {
  const { id } = await requireOwnBatch(ctx, one)
  const deleted = await ctx.metadata.db.transaction(async (tx) => {
    const rows = await tx.delete(batches).where(eq(batches.id, id)).returning()
    await forgetParts(ctx, tx, rows)
    return rows
  })
  // What cannot be removed now is swept.
  await Promise.allSettled(deleted.map((batch) => removeParts(ctx, batch)))
}
