import { KansokuError } from '@kansoku/contracts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { type BatchRow, scopeOfAction } from './batch-row.ts'

/** A batch goes on only as long as whoever asked for it could ask for it again. Throws `starter_lost_access`. */
export async function requireStarter(
  ctx: PlatformContext,
  { batch }: { readonly batch: BatchRow },
): Promise<void> {
  const { createdBy: userId, projectId, action } = batch
  try {
    await requireProjectAccess(ctx, { userId, projectId, scope: scopeOfAction(action) })
  } catch (cause) {
    if (!(cause instanceof KansokuError)) throw cause
    throw new KansokuError('starter_lost_access', undefined, { cause })
  }
}
