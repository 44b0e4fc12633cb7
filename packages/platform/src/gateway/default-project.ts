import { projects, settings } from '@kansoku/storage'
import { asc, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

/** Key of the setting that names the project for calls without a project of their own: the init project. */
export const defaultProjectSetting = 'gateway.default_project_id'

/** That project, else the oldest one; undefined where there is none. */
export async function getDefaultProjectId({ metadata }: PlatformContext): Promise<string | undefined> {
  const [chosen] = await metadata.db.select().from(settings).where(eq(settings.key, defaultProjectSetting))
  const all = await metadata.db
    .select({ id: projects.id })
    .from(projects)
    .orderBy(asc(projects.createdAt), asc(projects.id))
  return (all.find(({ id }) => id === chosen?.value) ?? all[0])?.id
}
