import type { AppSession } from '@kansoku/contracts'
import { organizationMemberships, organizations, projectMemberships, projects } from '@kansoku/storage'
import { and, asc, eq, isNotNull, or } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import type { PlatformContext } from '../context.ts'

/** Organisations a user belongs to, or has a project in, by name, with the projects they may open. */
export async function listUserOrganizations(
  ctx: PlatformContext,
  { userId }: { userId: string },
): Promise<AppSession['organizations']> {
  const rows = await ctx.metadata.db
    .select({
      organization: { id: organizations.id, name: organizations.name },
      organizationRole: organizationMemberships.role,
      project: { id: projects.id, name: projects.name },
      projectRole: projectMemberships.role,
    })
    .from(organizations)
    .leftJoin(
      organizationMemberships,
      and(
        eq(organizationMemberships.organizationId, organizations.id),
        eq(organizationMemberships.userId, userId),
      ),
    )
    .leftJoin(projects, eq(projects.organizationId, organizations.id))
    .leftJoin(
      projectMemberships,
      and(eq(projectMemberships.projectId, projects.id), eq(projectMemberships.userId, userId)),
    )
    .where(or(isNotNull(organizationMemberships.role), isNotNull(projectMemberships.role)))
    .orderBy(asc(organizations.name), asc(organizations.id), asc(projects.name), asc(projects.id))
  const byId = new Map<string, AppSession['organizations'][number]>()
  for (const { organization, organizationRole, project, projectRole } of rows) {
    const entry = byId.get(organization.id) ?? {
      ...organization,
      role: organizationRole ?? 'NONE',
      projects: [],
    }
    byId.set(organization.id, entry)
    const role = projectRole ?? organizationRole ?? 'NONE'
    if (project && hasProjectScope(role, 'project:read')) entry.projects.push(project)
  }
  return [...byId.values()]
}
