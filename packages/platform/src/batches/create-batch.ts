import { randomUUID } from 'node:crypto'
import type { Batch, RowSelection } from '@kansoku/contracts'
import { batches } from '@kansoku/storage'
import type { BatchContext } from './batch-context.ts'
import { type BatchAction, nameCreator, presentBatch, toBatch } from './batch-row.ts'
import type { BatchReader } from './read-batches.ts'

interface BatchDraft {
  readonly action: BatchAction
  readonly selection: RowSelection
  readonly rowsTotal: number
}

/** Puts a batch into the queue of its kind. */
export async function createBatch(
  ctx: BatchContext,
  { userId, projectId }: BatchReader,
  { action, selection, rowsTotal }: BatchDraft,
): Promise<Batch> {
  const kind = action.kind === 'export' ? 'export' : 'change'
  const [created] = await ctx.metadata.db
    .insert(batches)
    .values({
      ...{ id: randomUUID(), projectId, createdBy: userId, kind, action, selection, rowsTotal },
      ...{ state: 'queued', createdAt: ctx.clock.now() },
    })
    .returning()
  if (!created) throw new Error('the database returned no row for the batch')
  const batch = toBatch(created)
  return presentBatch(batch, await nameCreator(ctx, batch), { userId, mayChangeAll: false })
}
