import { KansokuError, type Role } from '@kansoku/contracts'
import { organizationMemberships, projectMemberships, projects } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'
import { hasProjectScope, type ProjectScope } from './project-scopes.ts'

export interface ProjectAccess {
  readonly projectId: string
  readonly organizationId: string
  readonly role: Role
  /** `NONE` for a guest, who is in the project alone. */
  readonly organizationRole: Role
}

export interface AccessWish {
  readonly userId: string
  readonly projectId: string
  readonly scope?: ProjectScope
}

/**
 * The role of a user in a project: that of the project membership where there is one, else that of the organisation.
 * Throws `not_found` when the project does not exist or the user has no part in it, so that nobody learns which
 * projects exist, and `access_denied` when the role lacks the scope.
 */
export async function requireProjectAccess(ctx: PlatformContext, wish: AccessWish): Promise<ProjectAccess> {
  return findProjectAccess(ctx.metadata.db, wish)
}

/** Likewise, as a transaction sees it. */
export async function findProjectAccess(
  db: Pick<Transaction, 'select'>,
  { userId, projectId, scope = 'project:read' }: AccessWish,
): Promise<ProjectAccess> {
  const [row] = await db
    .select({
      organizationId: projects.organizationId,
      organizationRole: organizationMemberships.role,
      projectRole: projectMemberships.role,
    })
    .from(projects)
    .leftJoin(
      organizationMemberships,
      and(
        eq(organizationMemberships.organizationId, projects.organizationId),
        eq(organizationMemberships.userId, userId),
      ),
    )
    .leftJoin(
      projectMemberships,
      and(eq(projectMemberships.projectId, projects.id), eq(projectMemberships.userId, userId)),
    )
    .where(eq(projects.id, projectId))
  const role = row?.projectRole ?? row?.organizationRole ?? 'NONE'
  if (!row || !hasProjectScope(role, 'project:read')) {
    throw new KansokuError('not_found', `Project ${projectId} not found`)
  }
  if (!hasProjectScope(role, scope)) throw new KansokuError('access_denied')
  const { organizationId, organizationRole } = row
  return { projectId, organizationId, role, organizationRole: organizationRole ?? 'NONE' }
}
