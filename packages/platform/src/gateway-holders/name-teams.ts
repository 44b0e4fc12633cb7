import { gatewayHolders } from '@kansoku/storage'
import { and, eq, inArray } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { belongsTo } from '../gateway/default-project.ts'

/** Names of teams by their ids; those that do not exist any more are absent. */
export async function nameTeams(
  ctx: PlatformContext,
  { ids, projectId }: { ids: readonly string[]; projectId: string },
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { id, alias } = gatewayHolders
  const rows = await ctx.metadata.db
    .select({ id, alias })
    .from(gatewayHolders)
    .where(
      and(
        eq(gatewayHolders.kind, 'team'),
        inArray(id, [...ids]),
        await belongsTo(ctx, gatewayHolders.projectId, projectId),
      ),
    )
  return new Map(rows.map((row) => [row.id, row.alias ?? row.id]))
}
