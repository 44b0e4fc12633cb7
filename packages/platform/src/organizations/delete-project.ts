import { KansokuError } from '@kansoku/contracts'
import { deletedProjects, projects } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { inTurnOfOrganization } from '../access/in-turn.ts'
import { announce, announceGatewayChange, channels } from '../announcements.ts'
import { forgetExportsOfProject } from '../batches/forget-exports.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { getDefaultProjectId } from '../gateway/default-project.ts'
import { forgetMediaOfProject } from '../media/remove-media.ts'

/**
 * Whether a project has to stay: calls that name none land in it, or nothing else is left of its organisation, in which
 * projects are made from another one. Within a transaction: as that one sees it.
 */
export async function isKeptProject(
  ctx: PlatformContext,
  { organizationId, projectId }: { organizationId: string; projectId: string },
  db: Pick<Transaction, 'select'> = ctx.metadata.db,
): Promise<boolean> {
  if ((await getDefaultProjectId(ctx)) === projectId) return true
  const siblings = await db
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.organizationId, organizationId))
    .limit(2)
  return siblings.length < 2
}

/**
 * Deletes a project with its keys, members, definitions and files. Nobody sees it from then on; `purgeDeletedProjects`
 * removes its telemetry. Throws `access_denied` unless the user owns it, `invalid_request` when the name is another one,
 * and `conflict` for one that has to stay.
 */
export async function deleteProject(
  ctx: PlatformContext,
  { name, ...actor }: { userId: string; projectId: string; name: string },
): Promise<void> {
  const { projectId } = actor
  // One after the other, so that the last two do not go at once.
  await inTurnOfOrganization(ctx, { ...actor, scope: 'project:delete' }, async (tx, access) => {
    if (await isKeptProject(ctx, access, tx)) throw new KansokuError('conflict', 'This project has to stay')
    const [project] = await tx.select().from(projects).where(eq(projects.id, projectId)).for('update')
    if (project?.name !== name) {
      throw new KansokuError('invalid_request', 'The name is not that of the project')
    }
    await dropProject(ctx, tx, projectId)
  })
}

/** The same within a transaction that has made sure of it. */
export async function dropProject(ctx: PlatformContext, tx: Transaction, projectId: string): Promise<void> {
  await forgetMediaOfProject(ctx, tx, projectId)
  await forgetExportsOfProject(ctx, tx, projectId)
  await tx.delete(projects).where(eq(projects.id, projectId))
  await tx.insert(deletedProjects).values({ id: projectId, deletedAt: ctx.clock.now() }).onConflictDoNothing()
  await announceEverywhere(tx, projectId)
}

/** What servers and gateways have in memory of it. */
async function announceEverywhere(tx: Transaction, projectId: string): Promise<void> {
  await announceGatewayChange(tx)
  await announce(tx, channels.apiKeys, '')
  await announce(tx, channels.scoreConfigs, '')
  await announce(tx, channels.models, projectId)
}

/** What the removal of telemetry needs. */
export interface PurgeContext extends PlatformContext {
  readonly ingestion: {
    removeProject(removal: { projectId: string; signal: AbortSignal }): Promise<void>
  }
}

/** What was on its way when a project was deleted has arrived by then. */
const lateMs = 3_600_000

/** Removes the telemetry of deleted projects, once more after an hour. Resolves with the ids of those it was done for. */
export async function purgeDeletedProjects(ctx: PurgeContext, signal: AbortSignal): Promise<string[]> {
  const { db } = ctx.metadata
  const now = ctx.clock.now().getTime()
  const waiting = await db
    .select({ id: deletedProjects.id, deletedAt: deletedProjects.deletedAt, again: projects.id })
    .from(deletedProjects)
    .leftJoin(projects, eq(projects.id, deletedProjects.id))
  const purged: string[] = []
  for (const { id, deletedAt, again } of waiting) {
    // One that was made anew under its id keeps what it gets.
    if (again === null) {
      await ctx.ingestion.removeProject({ projectId: id, signal })
      purged.push(id)
    }
    if (again !== null || now - deletedAt.getTime() >= lateMs) {
      await db.delete(deletedProjects).where(eq(deletedProjects.id, id))
    }
  }
  return purged
}
