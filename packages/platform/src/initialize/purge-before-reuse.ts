import { deletedProjects, projects } from '@kansoku/storage'
import { and, eq, notExists } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { oneAtATime } from './one-at-a-time.ts'

interface Reuse {
  readonly projectId: string
  /** Removes all telemetry of a project. */
  readonly removeTelemetry: (projectId: string) => Promise<void>
}

/**
 * Before a project is made under the id of one that was deleted: what that one had and nobody has removed yet must not be
 * seen in the new one. Resolves at once where there is no such project.
 */
export async function purgeBeforeReuse(
  ctx: PlatformContext,
  { projectId, removeTelemetry }: Reuse,
): Promise<void> {
  await ctx.metadata.db.transaction(async (tx) => {
    await oneAtATime(tx)
    const again = tx.select().from(projects).where(eq(projects.id, deletedProjects.id))
    const [deleted] = await tx
      .delete(deletedProjects)
      .where(and(eq(deletedProjects.id, projectId), notExists(again)))
      .returning()
    if (deleted) await removeTelemetry(projectId)
  })
}
