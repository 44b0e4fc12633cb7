import { media, mediaReferences, removedBlobs } from '@kansoku/storage'
import { and, eq, inArray, lt, notExists, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../context.ts'
import { type MediaContext, uploadSeconds } from './media.ts'

type BlobContext = Pick<MediaContext, 'metadata' | 'blobs' | 'clock'>

/** After a removal an upload may come in for as long as its URL holds and the bytes take. */
const settleMs = 2 * uploadSeconds * 1000

/**
 * Files of deleted traces are gone, unless another trace refers to them. When it resolves none of them can be read; a
 * blob that could not be removed now is removed by `sweepBlobs`.
 */
export async function removeMediaOfTraces(
  ctx: BlobContext,
  { projectId, traceIds }: { projectId: string; traceIds: readonly string[] },
): Promise<void> {
  await removeMedia(ctx, projectId, inArray(mediaReferences.traceId, [...traceIds]))
}

/** Likewise files that were referred to before an instant and not since. Resolves with their number. */
export async function removeMediaBefore(
  ctx: BlobContext,
  { projectId, before }: { projectId: string; before: Date },
): Promise<number> {
  return removeMedia(ctx, projectId, lt(mediaReferences.createdAt, before))
}

async function removeMedia(ctx: BlobContext, projectId: string, which: SQL): Promise<number> {
  const settledAt = new Date(ctx.clock.now().getTime() + settleMs)
  const keys = await ctx.metadata.db.transaction(async (tx) => {
    const references = await tx
      .delete(mediaReferences)
      .where(and(eq(mediaReferences.projectId, projectId), which))
      .returning({ mediaId: mediaReferences.mediaId })
    const ids = [...new Set(references.map(({ mediaId }) => mediaId))]
    const removed = await removeUnreferenced(tx, projectId, ids)
    if (removed.length > 0) {
      await tx.insert(removedBlobs).values(removed.map((key) => ({ key, settledAt })))
    }
    return removed
  })
  await Promise.allSettled(keys.map((key) => ctx.blobs.delete(key)))
  return keys.length
}

/** Files of a project that is about to be deleted: `sweepBlobs` removes their blobs. */
export async function forgetMediaOfProject(
  ctx: Pick<MediaContext, 'clock'>,
  tx: Transaction,
  projectId: string,
): Promise<void> {
  const settledAt = new Date(ctx.clock.now().getTime() + settleMs)
  const keys = tx
    .select({ key: media.blobKey, settledAt: sql`${settledAt.toISOString()}::timestamptz`.as('settled_at') })
    .from(media)
    .where(eq(media.projectId, projectId))
  await tx.insert(removedBlobs).select(keys)
}

/** Resolves with the keys of their blobs. */
async function removeUnreferenced(tx: Transaction, projectId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const chosen = and(eq(media.projectId, projectId), inArray(media.id, ids))
  // Locked before the next statement looks: who refers to one of them meanwhile has committed then, or waits.
  await tx.select({ id: media.id }).from(media).where(chosen).orderBy(media.id).for('update')
  const references = tx
    .select()
    .from(mediaReferences)
    .where(and(eq(mediaReferences.projectId, media.projectId), eq(mediaReferences.mediaId, media.id)))
  const removed = await tx
    .delete(media)
    .where(and(chosen, notExists(references)))
    .returning({ key: media.blobKey })
  return removed.map(({ key }) => key)
}

/** Removes blobs of files that are gone, also those whose upload ended after that. Resolves with their number. */
export async function sweepBlobs(ctx: BlobContext): Promise<number> {
  const now = ctx.clock.now()
  const waiting = await ctx.metadata.db.select({ key: removedBlobs.key }).from(removedBlobs)
  let removed = 0
  for (const { key } of waiting) if (await ctx.blobs.delete(key)) removed += 1
  const keys = waiting.map(({ key }) => key)
  if (keys.length > 0) {
    await ctx.metadata.db
      .delete(removedBlobs)
      .where(and(inArray(removedBlobs.key, keys), lt(removedBlobs.settledAt, now)))
  }
  return removed
}
