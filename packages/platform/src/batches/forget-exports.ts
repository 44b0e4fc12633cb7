import { batches, removedBlobs } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'
import { type Parted, partKeys } from './parts.ts'

/** A part that is being written is stored by then. */
const settleMs = 3_600_000

/** `sweepBlobs` removes the files, those too that are stored a moment from now. */
export async function forgetParts(
  ctx: Pick<PlatformContext, 'clock'>,
  tx: Transaction,
  exports: readonly Parted[],
): Promise<void> {
  await forgetKeys(ctx, tx, exports.flatMap(partKeys))
}

/** Likewise single files. */
export async function forgetKeys(
  ctx: Pick<PlatformContext, 'clock'>,
  tx: Transaction,
  keys: readonly string[],
): Promise<void> {
  const settledAt = new Date(ctx.clock.now().getTime() + settleMs)
  if (keys.length === 0) return
  await tx
    .insert(removedBlobs)
    .values(keys.map((key) => ({ key, settledAt })))
    .onConflictDoUpdate({ target: removedBlobs.key, set: { settledAt } })
}

/** Exports of a project that is about to be deleted. */
export async function forgetExportsOfProject(
  ctx: Pick<PlatformContext, 'clock'>,
  tx: Transaction,
  projectId: string,
): Promise<void> {
  const exports = await tx
    .select()
    .from(batches)
    .where(and(eq(batches.projectId, projectId), eq(batches.kind, 'export')))
    .for('update')
  await forgetParts(ctx, tx, exports)
}
