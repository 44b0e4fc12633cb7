import { askObservationIdsOfTraces } from '@kansoku/query'
import type { AnalyticsStore } from '@kansoku/storage'
import { onTraces } from '../comments/comments-on-traces.ts'
import { deleteComments } from '../comments/delete-comments.ts'
import type { MediaContext } from '../media/media.ts'
import { removeMediaOfTraces } from '../media/remove-media.ts'

export interface TracesContext extends MediaContext {
  readonly analytics: AnalyticsStore
  readonly ingestion: MediaContext['ingestion'] & {
    deleteTraces(projectId: string, traceIds: readonly string[]): Promise<void>
  }
}

/**
 * Deletes traces with their observations, scores, comments and files. When it resolves no read finds any of it; when it
 * rejects, deleting again completes it. Unknown ids are no error.
 */
export async function deleteTraces(
  ctx: TracesContext,
  { projectId, traceIds }: { projectId: string; traceIds: readonly string[] },
): Promise<void> {
  const observations = await askObservationIdsOfTraces(ctx.analytics, { projectId, traceIds: [...traceIds] })
  const observationIds = observations.flatMap(({ ids }) => ids)
  await deleteComments(ctx, projectId, onTraces({ projectId, traceIds, observationIds }))
  await ctx.ingestion.deleteTraces(projectId, traceIds)
  await removeMediaOfTraces(ctx, { projectId, traceIds })
}
