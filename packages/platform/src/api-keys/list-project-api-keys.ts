import type { RouteResponse, listProjectApiKeys as route } from '@kansoku/contracts'
import { apiKeys } from '@kansoku/storage'
import { desc, eq } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { presentApiKey } from './present-api-key.ts'

/** Keys of a project, newest first, without secrets. Throws `not_found` unless the user may see the project. */
export async function listProjectApiKeys(
  ctx: PlatformContext,
  input: { userId: string; projectId: string },
): Promise<RouteResponse<typeof route>> {
  const { role } = await requireProjectAccess(ctx, { ...input, scope: 'apiKeys:read' })
  const rows = await ctx.metadata.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.projectId, input.projectId))
    .orderBy(desc(apiKeys.createdAt), apiKeys.id)
  return { apiKeys: rows.map(presentApiKey), mayChange: hasProjectScope(role, 'apiKeys:write') }
}
