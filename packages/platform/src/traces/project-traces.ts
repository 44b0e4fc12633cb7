import { KansokuError, type TraceEdit } from '@kansoku/contracts'
import { askTraceHeads } from '@kansoku/query'
import { requireProjectAccess } from '../access/require-project-access.ts'
import { deleteTraces, type TracesContext } from './delete-traces.ts'

interface SomeTraces {
  readonly userId: string
  readonly projectId: string
  readonly traceIds: readonly string[]
}

/** What changes of traces need to reach telemetry and files. */
export interface EditContext extends TracesContext {
  readonly ingestion: TracesContext['ingestion'] & {
    editTraces(
      projectId: string,
      traces: readonly { readonly id: string; readonly timestamp: string }[],
      edit: TraceEdit,
    ): Promise<void>
  }
}

/**
 * Bookmarks, tags or publishes traces. Ids that the project does not have are passed over. Throws `access_denied`, and
 * `not_found` when it has none of them.
 */
export async function editProjectTraces(
  ctx: EditContext,
  { userId, projectId, traceIds, edit }: SomeTraces & { readonly edit: TraceEdit },
): Promise<void> {
  await requireProjectAccess(ctx, { userId, projectId, scope: 'traces:annotate' })
  const traces = await askTraceHeads(ctx.analytics, { projectId, traceIds: [...traceIds] })
  if (traces.length === 0) throw new KansokuError('not_found', `Trace ${traceIds.join(', ')} not found`)
  await ctx.ingestion.editTraces(projectId, traces, edit)
}

/** As `deleteTraces`. Throws `access_denied`. */
export async function deleteProjectTraces(
  ctx: TracesContext,
  { userId, projectId, traceIds }: SomeTraces,
): Promise<void> {
  await requireProjectAccess(ctx, { userId, projectId, scope: 'traces:delete' })
  await deleteTraces(ctx, { projectId, traceIds })
}
