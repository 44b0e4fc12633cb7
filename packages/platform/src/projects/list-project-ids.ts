import { projects } from '@kansoku/storage'
import type { PlatformContext } from '../context.ts'

/** Ids of all projects, of every organisation. */
export async function listProjectIds(ctx: PlatformContext): Promise<ReadonlySet<string>> {
  const rows = await ctx.metadata.db.select({ id: projects.id }).from(projects)
  return new Set(rows.map(({ id }) => id))
}
