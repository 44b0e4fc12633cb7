import { KansokuError } from '@kansoku/contracts'
import { apiKeys } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import { requireProjectAccess } from '../access/require-project-access.ts'
import { announce, announceGatewayChange, channels } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'

/**
 * Whoever uses the key is refused from now on. Throws `not_found` unless the project has the key and the user may see
 * the project, and `access_denied` unless they are an owner or an administrator.
 */
export async function deleteProjectApiKey(
  ctx: PlatformContext,
  { userId, projectId, apiKeyId }: { userId: string; projectId: string; apiKeyId: string },
): Promise<void> {
  await requireProjectAccess(ctx, { userId, projectId, scope: 'apiKeys:write' })
  await ctx.metadata.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(apiKeys)
      .where(and(eq(apiKeys.id, apiKeyId), eq(apiKeys.projectId, projectId)))
      .returning()
    if (!row) throw new KansokuError('not_found', `API key ${apiKeyId} not found`)
    await announceGatewayChange(tx)
    await announce(tx, channels.apiKeys, row.publicKey)
  })
}
