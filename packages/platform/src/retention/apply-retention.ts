import { randomUUID } from 'node:crypto'
import { comments, projects, retentionRuns } from '@kansoku/storage'
import { and, eq, inArray, isNotNull, lt } from 'drizzle-orm'
import { deleteComments } from '../comments/delete-comments.ts'
import type { MediaContext } from '../media/media.ts'
import { removeMediaBefore } from '../media/remove-media.ts'

const dayMs = 86_400_000
/** How long it is shown what runs removed. */
const rememberedDays = 90

/** What `applyRetention` needs to reach telemetry. */
export interface RetentionContext extends MediaContext {
  readonly ingestion: MediaContext['ingestion'] & {
    /** `before`: microseconds since 1970. */
    removeExpired(expiry: {
      projectId: string
      before: number
      signal: AbortSignal
    }): Promise<{ trace: number; observation: number; score: number }>
  }
}

export type RetentionRun = typeof retentionRuns.$inferSelect

/**
 * Removes from every project that keeps its telemetry for a number of days what began earlier, with files and
 * comments, and notes how much that was. Each project by itself: one that fails does not keep the others from it; the
 * first failure is thrown at the end.
 */
export async function applyRetention(ctx: RetentionContext, signal: AbortSignal): Promise<RetentionRun[]> {
  const bounded = await ctx.metadata.db.select().from(projects).where(isNotNull(projects.retentionDays))
  const runs: RetentionRun[] = []
  const failures: unknown[] = []
  for (const { id, retentionDays } of bounded) {
    signal.throwIfAborted()
    if (!retentionDays) continue
    try {
      runs.push(await removeFromProject(ctx, { projectId: id, days: retentionDays, signal }))
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return runs
}

async function removeFromProject(
  ctx: RetentionContext,
  { projectId, days, signal }: { projectId: string; days: number; signal: AbortSignal },
): Promise<RetentionRun> {
  const now = ctx.clock.now()
  const before = new Date(now.getTime() - days * dayMs)
  const removed = await ctx.ingestion.removeExpired({ projectId, before: before.getTime() * 1000, signal })
  const run: RetentionRun = {
    id: randomUUID(),
    projectId,
    ranAt: now,
    before,
    traces: removed.trace,
    observations: removed.observation,
    scores: removed.score,
    comments: await removeCommentsBefore(ctx, projectId, before),
    media: await removeMediaBefore(ctx, { projectId, before }),
  }
  await ctx.metadata.db.insert(retentionRuns).values(run)
  const forgotten = new Date(now.getTime() - rememberedDays * dayMs)
  await ctx.metadata.db
    .delete(retentionRuns)
    .where(and(eq(retentionRuns.projectId, projectId), lt(retentionRuns.ranAt, forgotten)))
  return run
}

/** What was said about a trace before that is about one that has expired: it is younger than what it is about. */
function removeCommentsBefore(ctx: RetentionContext, projectId: string, before: Date): Promise<number> {
  return deleteComments(
    ctx,
    projectId,
    and(
      eq(comments.projectId, projectId),
      inArray(comments.objectType, ['TRACE', 'OBSERVATION']),
      lt(comments.createdAt, before),
    ),
  )
}
