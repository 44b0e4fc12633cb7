import { organizationMemberships, projectMemberships, projects, users } from '@kansoku/storage'
import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import type { PlatformContext } from '../context.ts'

export interface Person {
  readonly id: string
  /** The e-mail address where there is no name. */
  readonly name: string
}

/** Who may open a project, by name. */
export async function listProjectPeople(
  ctx: PlatformContext,
  { projectId }: { projectId: string },
): Promise<Person[]> {
  const rows = await ctx.metadata.db
    .select({
      user: { id: users.id, name: users.name, email: users.email },
      organizationRole: organizationMemberships.role,
      projectRole: projectMemberships.role,
    })
    .from(projects)
    .innerJoin(users, eq(projects.id, projectId))
    .leftJoin(
      organizationMemberships,
      and(
        eq(organizationMemberships.organizationId, projects.organizationId),
        eq(organizationMemberships.userId, users.id),
      ),
    )
    .leftJoin(
      projectMemberships,
      and(eq(projectMemberships.projectId, projects.id), eq(projectMemberships.userId, users.id)),
    )
    .where(or(isNotNull(organizationMemberships.role), isNotNull(projectMemberships.role)))
    .orderBy(asc(users.name), asc(users.email))
  return rows
    .filter(({ projectRole, organizationRole }) =>
      hasProjectScope(projectRole ?? organizationRole ?? 'NONE', 'project:read'),
    )
    .map(({ user }) => ({ id: user.id, name: user.name || user.email }))
}

/** What accounts are called, by id; those that are gone are absent. */
export async function nameUsers(
  ctx: PlatformContext,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds)]
  if (ids.length === 0) return new Map()
  const rows = await ctx.metadata.db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(inArray(users.id, ids))
  return new Map(rows.map(({ id, name, email }) => [id, name || email]))
}
