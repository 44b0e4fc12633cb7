import {
  type Batch,
  KansokuError,
  mostNamedRows,
  type RowSelection,
  type TraceChange,
} from '@kansoku/contracts'
import { askSelectedTraceKeys, askTraceHeads } from '@kansoku/query'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { BatchContext } from '../batches/batch-context.ts'
import { scopeOfAction } from '../batches/batch-row.ts'
import { countRows } from '../batches/count-rows.ts'
import { createBatch } from '../batches/create-batch.ts'
import type { BatchReader } from '../batches/read-batches.ts'
import { scopeOf } from '../batches/selected-rows.ts'
import { deleteTraces } from './delete-traces.ts'

/** To delete more takes longer than somebody waits for an answer. */
const mostAtOnce: Readonly<Record<TraceChange['kind'], number>> = { edit: mostNamedRows, delete: 20 }

interface ChangeWish {
  readonly change: TraceChange
  readonly selection: RowSelection
}
type SelectedChange = ChangeWish & { readonly projectId: string }

/**
 * Bookmarks, tags or deletes selected traces: a few that are named at once, else as a batch, which is then returned.
 * Throws `access_denied`, and `not_found` when none of those named exists.
 */
export async function changeProjectTraces(
  ctx: BatchContext,
  { change, selection, ...member }: BatchReader & ChangeWish,
): Promise<Batch | null> {
  await requireProjectAccess(ctx, { ...member, scope: scopeOfAction(change) })
  const { projectId } = member
  const { ids } = selection
  if (ids && ids.length <= mostAtOnce[change.kind]) {
    await changeNow(ctx, { projectId, change, selection, ids })
    return null
  }
  const rowsTotal = await countRows(ctx, { projectId, table: 'traces', selection })
  return createBatch(ctx, member, { action: change, selection, rowsTotal })
}

async function changeNow(
  ctx: BatchContext,
  { projectId, change, selection, ids }: SelectedChange & { readonly ids: readonly string[] },
): Promise<void> {
  const traces = await askSelectedTraceKeys(ctx.analytics, {
    ...scopeOf({ projectId, selection }),
    limit: mostNamedRows,
  })
  if (change.kind === 'delete') {
    const selected = new Set(traces.map(({ id }) => id))
    const existing = await askTraceHeads(ctx.analytics, { projectId, traceIds: [...ids] })
    const unselected = new Set(existing.map(({ id }) => id).filter((id) => !selected.has(id)))
    // Those that are gone are deleted again: their files may have stayed.
    return deleteTraces(ctx, { projectId, traceIds: ids.filter((id) => !unselected.has(id)) })
  }
  if (traces.length === 0) throw new KansokuError('not_found', `Trace ${ids.join(', ')} not found`)
  await ctx.ingestion.editTraces(projectId, traces, change.edit)
}
