import type { RouteResponse, listProjectApiKeys as route } from '@kansoku/contracts'
import { apiKeys } from '@kansoku/storage'
import { desc, eq } from 'drizzle-orm'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'

/** Keys of a project, newest first, without secrets. Throws `not_found` unless the user may see the project. */
export async function listProjectApiKeys(
  ctx: PlatformContext,
  input: { userId: string; projectId: string },
): Promise<RouteResponse<typeof route>> {
  await requireProjectAccess(ctx, { ...input, scope: 'apiKeys:read' })
  const rows = await ctx.metadata.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.projectId, input.projectId))
    .orderBy(desc(apiKeys.createdAt), apiKeys.id)
  return {
    apiKeys: rows.map((row) => ({
      id: row.id,
      publicKey: row.publicKey,
      displaySecretKey: row.displaySecretKey,
      note: row.note,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    })),
  }
}
