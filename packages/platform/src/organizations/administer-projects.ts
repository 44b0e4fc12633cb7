import { randomUUID } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import { organizations, projects } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { grantableRoles } from '../access/grantable-roles.ts'
import { inTurnOfOrganization } from '../access/in-turn.ts'
import { hasProjectScope } from '../access/project-scopes.ts'
import { type ProjectAccess, requireProjectAccess } from '../access/require-project-access.ts'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { isKeptProject } from './delete-project.ts'

interface Actor {
  readonly userId: string
  readonly projectId: string
}

/** What of a project and its organisation a user may change. Throws `not_found`. */
export async function getProjectAdministration(ctx: PlatformContext, actor: Actor) {
  const access = await requireProjectAccess(ctx, actor)
  const { organizationId, role } = access
  const [organization] = await ctx.metadata.db
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
  if (!organization) throw new KansokuError('not_found')
  return {
    organization,
    mayRename: hasProjectScope(role, 'project:update'),
    deletion: await deletionOf(ctx, access),
    mayRenameOrganization: runsOrganization(access),
    mayCreateProjects: runsOrganization(access),
  }
}

async function deletionOf(
  ctx: PlatformContext,
  access: ProjectAccess,
): Promise<'allowed' | 'kept' | 'denied'> {
  if (!hasProjectScope(access.role, 'project:delete')) return 'denied'
  return (await isKeptProject(ctx, access)) ? 'kept' : 'allowed'
}

/** Throws `access_denied` unless the user is an owner or an administrator of the project. */
export async function renameProject(
  ctx: PlatformContext,
  { name, ...actor }: Actor & { name: string },
): Promise<void> {
  await requireProjectAccess(ctx, { ...actor, scope: 'project:update' })
  await ctx.metadata.db
    .update(projects)
    .set({ name, updatedAt: ctx.clock.now() })
    .where(eq(projects.id, actor.projectId))
}

/** Throws `access_denied` unless the user is an owner or an administrator of the organisation. */
export async function renameOrganization(
  ctx: PlatformContext,
  { name, ...actor }: Actor & { name: string },
): Promise<void> {
  const { organizationId } = await requireOrganizationRun(ctx, actor)
  await ctx.metadata.db
    .update(organizations)
    .set({ name, updatedAt: ctx.clock.now() })
    .where(eq(organizations.id, organizationId))
}

/** In the organisation of the project at hand. Throws `access_denied` likewise. */
export async function createProject(
  ctx: PlatformContext,
  { name, ...actor }: Actor & { name: string },
): Promise<{ id: string }> {
  const id = randomUUID()
  await inTurnOfOrganization(ctx, actor, async (tx, access) => {
    const { organizationId } = requireRun(access)
    await tx.insert(projects).values({ id, name, organizationId })
    await announceGatewayChange(tx)
  })
  return { id }
}

async function requireOrganizationRun(ctx: PlatformContext, actor: Actor): Promise<ProjectAccess> {
  return requireRun(await requireProjectAccess(ctx, actor))
}

function requireRun(access: ProjectAccess): ProjectAccess {
  if (!runsOrganization(access)) throw new KansokuError('access_denied')
  return access
}

/** Owners and administrators of the organisation. */
function runsOrganization({ organizationRole }: ProjectAccess): boolean {
  return grantableRoles(organizationRole).length > 0
}
