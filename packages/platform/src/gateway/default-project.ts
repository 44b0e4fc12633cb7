import { projects, settings } from '@kansoku/storage'
import { asc, desc, eq, isNull, or, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { PlatformContext } from '../context.ts'

/** Key of the setting that names the project for calls without a project of their own: the init project. */
export const defaultProjectSetting = 'gateway.default_project_id'

/** That project, where an init project was given. */
export async function getInitProjectId({ metadata }: PlatformContext): Promise<string | undefined> {
  const [chosen] = await metadata.db.select().from(settings).where(eq(settings.key, defaultProjectSetting))
  return typeof chosen?.value === 'string' ? chosen.value : undefined
}

/** The same, else the oldest one; undefined where there is none. */
export async function getDefaultProjectId(ctx: PlatformContext): Promise<string | undefined> {
  const { metadata } = ctx
  const chosen = await getInitProjectId(ctx)
  const [found] = await metadata.db
    .select({ id: projects.id })
    .from(projects)
    .orderBy(desc(eq(projects.id, chosen ?? '')), asc(projects.createdAt), asc(projects.id))
    .limit(1)
  return found?.id
}

/** What belongs to a project: what names it and, in the default one, what names none. */
export async function belongsTo(
  ctx: PlatformContext,
  column: PgColumn,
  projectId: string,
): Promise<SQL | undefined> {
  const isIn = eq(column, projectId)
  return projectId === (await getDefaultProjectId(ctx)) ? or(isIn, isNull(column)) : isIn
}
