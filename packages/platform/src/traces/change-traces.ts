import type { Batch, RowSelection, TraceChange } from '@kansoku/contracts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { BatchContext } from '../batches/batch-context.ts'
import { scopeOfAction } from '../batches/batch-row.ts'
import { countRows } from '../batches/count-rows.ts'
import { createBatch } from '../batches/create-batch.ts'
import type { BatchReader } from '../batches/read-batches.ts'
import { deleteProjectTraces, editProjectTraces } from './project-traces.ts'

/** To delete more takes longer than somebody waits for an answer. */
const mostDeletedAtOnce = 20

interface ChangeWish {
  readonly change: TraceChange
  readonly selection: RowSelection
}

/**
 * Bookmarks, tags or deletes selected traces: a few that are named at once, else as a batch, which is then returned.
 * Throws `access_denied`, and `not_found` when none of those named exists.
 */
export async function changeProjectTraces(
  ctx: BatchContext,
  { change, selection, ...member }: BatchReader & ChangeWish,
): Promise<Batch | null> {
  await requireProjectAccess(ctx, { ...member, scope: scopeOfAction(change) })
  const { ids: traceIds } = selection
  if (traceIds && change.kind === 'edit') {
    await editProjectTraces(ctx, { ...member, traceIds, edit: change.edit })
    return null
  }
  if (traceIds && traceIds.length <= mostDeletedAtOnce) {
    await deleteProjectTraces(ctx, { ...member, traceIds })
    return null
  }
  const { projectId } = member
  const rowsTotal = await countRows(ctx, { projectId, table: 'traces', selection })
  return createBatch(ctx, member, { action: change, selection, rowsTotal })
}
