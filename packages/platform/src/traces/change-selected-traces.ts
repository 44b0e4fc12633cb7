import type { TraceChange } from '@kansoku/contracts'
import type { BatchContext } from '../batches/batch-context.ts'
import type { Lease } from '../batches/lease.ts'
import { requireStarter } from '../batches/require-starter.ts'
import { nextTraceKeys } from '../batches/selected-rows.ts'
import type { RowKey } from '../exports/portion.ts'
import { deleteTraces } from './delete-traces.ts'

const keysAtOnce = 5_000
const tracesAtOnce = 200

/**
 * Changes all selected traces, the newest first, going on behind those that are done. To change one again, after a
 * kill, does no harm.
 */
export async function changeSelectedTraces(
  ctx: BatchContext,
  lease: Lease,
  change: TraceChange,
): Promise<void> {
  const { projectId, selection } = lease.batch
  const source = { analytics: ctx.analytics, projectId, selection }
  let cursor = lease.batch.cursor as RowKey | null
  for (;;) {
    const keys = await nextTraceKeys(source, cursor, keysAtOnce)
    for (let start = 0; start < keys.length; start += tracesAtOnce) {
      lease.signal.throwIfAborted()
      await requireStarter(ctx, lease)
      const some = keys.slice(start, start + tracesAtOnce)
      await changeSome(ctx, { projectId, traces: some, change })
      lease.advance(some.length)
      cursor = some.at(-1) ?? cursor
      await lease.checkpoint({ cursor })
    }
    if (keys.length < keysAtOnce) return
  }
}

interface SomeChange {
  readonly projectId: string
  readonly traces: readonly RowKey[]
  readonly change: TraceChange
}

function changeSome(ctx: BatchContext, { projectId, traces, change }: SomeChange): Promise<void> {
  if (change.kind === 'delete') {
    return deleteTraces(ctx, { projectId, traceIds: traces.map(({ id }) => id) })
  }
  const edited = traces.map(({ id, time }) => ({ id, timestamp: time }))
  return ctx.ingestion.editTraces(projectId, edited, change.edit)
}
