import { randomUUID } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import { deletedProjects, gatewayKeys, organizations, projects } from '@kansoku/storage'
import { asc, eq, inArray } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { getDefaultProjectId } from '../gateway/default-project.ts'
import { dropProject, isKeptProject } from './delete-project.ts'

export type ManagedProject = Pick<typeof projects.$inferSelect, 'id' | 'name' | 'createdAt' | 'updatedAt'>

const columns = {
  id: projects.id,
  name: projects.name,
  createdAt: projects.createdAt,
  updatedAt: projects.updatedAt,
}

const mostListed = 1000

/** Projects for who manages the gateway: those with the given ids, or all, oldest first. */
export async function listManagedProjects(
  { metadata: { db } }: PlatformContext,
  { ids }: { ids?: readonly string[] } = {},
): Promise<readonly ManagedProject[]> {
  return db
    .select(columns)
    .from(projects)
    .where(ids === undefined ? undefined : inArray(projects.id, [...ids]))
    .orderBy(asc(projects.createdAt), asc(projects.id))
    .limit(mostListed)
}

/**
 * In the organisation of the default project, whose owners see it. Throws `invalid_request` for an id that a project has
 * or had: what is on its way to a deleted one must not land in another.
 */
export async function createManagedProject(
  ctx: PlatformContext,
  { id = randomUUID(), name }: { id?: string | undefined; name: string },
): Promise<ManagedProject> {
  const home = await getDefaultProjectId(ctx)
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const [found] = await tx
      .select({ organizationId: projects.organizationId })
      .from(projects)
      .where(eq(projects.id, home ?? ''))
    if (!found)
      throw new KansokuError('invalid_request', 'There is no project yet whose organization it could join')
    const [former] = await tx.select().from(deletedProjects).where(eq(deletedProjects.id, id))
    const [row] = former
      ? []
      : await tx
          .insert(projects)
          .values({ id, name, organizationId: found.organizationId })
          .onConflictDoNothing()
          .returning(columns)
    if (!row) throw new KansokuError('invalid_request', `Project ${id} exists already, or did once`)
    return row
  })
}

/** Throws `not_found`. */
export async function renameManagedProject(
  ctx: PlatformContext,
  { id, name }: { id: string; name: string },
): Promise<ManagedProject> {
  const [row] = await ctx.metadata.db
    .update(projects)
    .set({ name, updatedAt: ctx.clock.now() })
    .where(eq(projects.id, id))
    .returning(columns)
  if (!row) throw projectNotFound(id)
  return row
}

/**
 * All of them or none. Throws `not_found`, and `conflict` for one that has virtual keys or has to stay: their calls would
 * be lost.
 */
export async function deleteManagedProjects(
  ctx: PlatformContext,
  { ids }: { ids: readonly string[] },
): Promise<readonly ManagedProject[]> {
  return ctx.metadata.db.transaction(async (tx) => {
    const deleted: ManagedProject[] = []
    for (const id of new Set(ids)) {
      deleted.push(await requireDeletable(ctx, tx, id))
      await dropProject(ctx, tx, id)
    }
    return deleted
  })
}

async function requireDeletable(ctx: PlatformContext, tx: Transaction, id: string): Promise<ManagedProject> {
  const [row] = await tx
    .select({ ...columns, organizationId: projects.organizationId })
    .from(projects)
    .where(eq(projects.id, id))
  if (!row) throw projectNotFound(id)
  const { organizationId, ...project } = row
  // One after the other, so that the last two of an organisation do not go at once.
  await tx.select().from(organizations).where(eq(organizations.id, organizationId)).for('update')
  if (await isKeptProject(ctx, { organizationId, projectId: id }, tx))
    throw new KansokuError('conflict', `Project ${id} has to stay`)
  if ((await tx.$count(gatewayKeys, eq(gatewayKeys.projectId, id))) > 0)
    throw new KansokuError('conflict', `Project ${id} has virtual keys. Delete or move them first`)
  return project
}

function projectNotFound(id: string): KansokuError {
  return new KansokuError('not_found', `Project ${id} does not exist`)
}
