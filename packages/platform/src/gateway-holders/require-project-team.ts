import { gatewayHolders } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { belongsTo } from '../gateway/default-project.ts'
import { type GatewayHolderRow, holderNotFound } from './holder-columns.ts'

/** A team of a project. Throws `not_found`: what belongs to another project is not there. */
export async function requireProjectTeam(
  ctx: PlatformContext,
  { projectId, id }: { readonly projectId: string; readonly id: string },
): Promise<GatewayHolderRow> {
  const [row] = await ctx.metadata.db
    .select()
    .from(gatewayHolders)
    .where(
      and(
        eq(gatewayHolders.kind, 'team'),
        eq(gatewayHolders.id, id),
        await belongsTo(ctx, gatewayHolders.projectId, projectId),
      ),
    )
  if (!row) throw holderNotFound({ kind: 'team', id })
  return row
}
