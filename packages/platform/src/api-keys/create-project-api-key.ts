import { randomUUID } from 'node:crypto'
import type { RouteResponse, createProjectApiKey as route } from '@kansoku/contracts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { insertApiKey } from './insert-api-key.ts'
import { presentApiKey } from './present-api-key.ts'

/**
 * A new pair of keys for a project; nobody can be told its secret again. Throws `not_found` unless the user may see
 * the project, and `access_denied` unless they are an owner or an administrator.
 */
export async function createProjectApiKey(
  ctx: PlatformContext,
  { userId, projectId, note }: { userId: string; projectId: string; note: string | null },
): Promise<RouteResponse<typeof route>> {
  await requireProjectAccess(ctx, { userId, projectId, scope: 'apiKeys:write' })
  const pair = { publicKey: `pk-lf-${randomUUID()}`, secretKey: `sk-lf-${randomUUID()}` }
  const row = await ctx.metadata.db.transaction(async (tx) => {
    // Gateways know which project the keys of their callbacks belong to.
    await announceGatewayChange(tx)
    return insertApiKey(ctx, tx, { ...pair, projectId, note })
  })
  return { ...presentApiKey(row), secretKey: pair.secretKey }
}
