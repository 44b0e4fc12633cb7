import type { ProjectRetention } from '@kansoku/contracts'
import { projects, retentionRuns } from '@kansoku/storage'
import { and, desc, eq, or, sql } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'

interface Reader {
  readonly userId: string
  readonly projectId: string
}

/** How long a project keeps telemetry. Throws `not_found` unless the user may see the project. */
export async function getProjectRetention(ctx: PlatformContext, reader: Reader): Promise<ProjectRetention> {
  const { role } = await requireProjectAccess(ctx, reader)
  const [project] = await ctx.metadata.db.select().from(projects).where(eq(projects.id, reader.projectId))
  const counts = [
    retentionRuns.traces,
    retentionRuns.observations,
    retentionRuns.scores,
    retentionRuns.comments,
    retentionRuns.media,
  ]
  const runs = await ctx.metadata.db
    .select()
    .from(retentionRuns)
    .where(
      and(eq(retentionRuns.projectId, reader.projectId), or(...counts.map((count) => sql`${count} > 0`))),
    )
    .orderBy(desc(retentionRuns.ranAt))
  return {
    days: project?.retentionDays || null,
    mayChange: hasProjectScope(role, 'project:update'),
    runs: runs.map((run) => ({
      id: run.id,
      ranAt: run.ranAt.toISOString(),
      before: run.before.toISOString(),
      traces: run.traces,
      observations: run.observations,
      scores: run.scores,
      comments: run.comments,
      media: run.media,
    })),
  }
}

/** Takes effect at night. Throws `access_denied` unless the user is an owner or an administrator. */
export async function setProjectRetention(
  ctx: PlatformContext,
  { days, ...reader }: Reader & { days: number | null },
): Promise<ProjectRetention> {
  await requireProjectAccess(ctx, { ...reader, scope: 'project:update' })
  await ctx.metadata.db
    .update(projects)
    .set({ retentionDays: days, updatedAt: ctx.clock.now() })
    .where(eq(projects.id, reader.projectId))
  return getProjectRetention(ctx, reader)
}
