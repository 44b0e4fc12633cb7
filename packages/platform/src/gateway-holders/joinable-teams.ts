import { gatewayHolders } from '@kansoku/storage'
import { and, eq, inArray } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { belongsTo, getDefaultProjectId } from '../gateway/default-project.ts'
import type { GatewayHolderRow } from './holder-columns.ts'
import { listTeamMembers } from './members.ts'

/**
 * Which of these teams a user could join, in the order of their ids: those of the user's project that the user is not in.
 * Somebody who is no user, as the holder of the master key, stands in the default project.
 */
export async function listJoinableTeams(
  ctx: PlatformContext,
  { ids, userId }: { readonly ids: readonly string[]; readonly userId: string },
): Promise<readonly GatewayHolderRow[]> {
  if (ids.length === 0) return []
  const { db } = ctx.metadata
  const [user] = await db
    .select({ projectId: gatewayHolders.projectId })
    .from(gatewayHolders)
    .where(and(eq(gatewayHolders.kind, 'user'), eq(gatewayHolders.id, userId)))
  const projectId = user?.projectId ?? (await getDefaultProjectId(ctx)) ?? ''
  const [teams, own] = await Promise.all([
    db
      .select()
      .from(gatewayHolders)
      .where(
        and(
          eq(gatewayHolders.kind, 'team'),
          inArray(gatewayHolders.id, [...ids]),
          await belongsTo(ctx, gatewayHolders.projectId, projectId),
        ),
      ),
    listTeamMembers(ctx, { userIds: [userId] }),
  ])
  const isIn = new Set(own.map(({ teamId }) => teamId))
  return teams.filter(({ id }) => !isIn.has(id)).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}
