import { organizations, projects, settings } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { Transaction } from '../context.ts'
import { defaultProjectSetting } from '../gateway/default-project.ts'

/** True when it was created. */
export async function ensureOrganization(
  tx: Transaction,
  { id, name }: { id: string; name: string },
): Promise<boolean> {
  const rows = await tx
    .insert(organizations)
    .values({ id, name })
    .onConflictDoNothing()
    .returning({ id: organizations.id })
  return rows.length > 0
}

/** True when it was created. A project of another organisation stays there. */
export async function ensureProject(
  tx: Transaction,
  project: { id: string; name: string; retentionDays: number | null; organizationId: string },
  warnings: string[],
): Promise<boolean> {
  const { id, name, retentionDays, organizationId } = project
  const rows = await tx
    .insert(projects)
    .values({ id, name, retentionDays, organizationId })
    .onConflictDoNothing()
    .returning({ id: projects.id })
  if (rows.length > 0) return true
  const [existing] = await tx.select().from(projects).where(eq(projects.id, id))
  if (existing && existing.organizationId !== organizationId) {
    warnings.push(
      `LANGFUSE_INIT_PROJECT_ID: project ${id} belongs to organization ${existing.organizationId}, not to LANGFUSE_INIT_ORG_ID ${organizationId}; it stays there.`,
    )
  }
  return false
}

/** True when another project was the default before. */
export async function ensureDefaultProject(tx: Transaction, projectId: string): Promise<boolean> {
  const key = defaultProjectSetting
  const [existing] = await tx.select().from(settings).where(eq(settings.key, key))
  if (existing?.value === projectId) return false
  await tx
    .insert(settings)
    .values({ key, value: projectId })
    .onConflictDoUpdate({ target: settings.key, set: { value: projectId, updatedAt: new Date() } })
  return true
}
