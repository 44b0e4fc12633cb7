import { KansokuError } from '@kansoku/contracts'
import { organizations, projects } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

export interface ProjectWithOrganization {
  readonly id: string
  readonly name: string
  readonly organization: { readonly id: string; readonly name: string }
  readonly metadata: Record<string, unknown>
  readonly retentionDays: number | null
}

/** Throws `not_found`. The caller has already proved its right to the project, by a key for instance. */
export async function getProject(
  ctx: PlatformContext,
  { projectId }: { projectId: string },
): Promise<ProjectWithOrganization> {
  const [row] = await ctx.metadata.db
    .select({ project: projects, organization: organizations })
    .from(projects)
    .innerJoin(organizations, eq(organizations.id, projects.organizationId))
    .where(eq(projects.id, projectId))
  if (!row) throw new KansokuError('not_found', `Project ${projectId} not found`)
  return {
    id: row.project.id,
    name: row.project.name,
    organization: { id: row.organization.id, name: row.organization.name },
    metadata: row.project.metadata,
    retentionDays: row.project.retentionDays,
  }
}
