import { gatewayHolders, gatewayKeys } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

/** The user that a key belongs to and that user's role, as far as there are any. */
export async function getRoleOfKey(
  ctx: PlatformContext,
  { hash }: { hash: string },
): Promise<{ readonly userId: string; readonly role: string | null } | undefined> {
  const [row] = await ctx.metadata.db
    .select({ userId: gatewayHolders.id, role: gatewayHolders.role })
    .from(gatewayKeys)
    .innerJoin(
      gatewayHolders,
      and(eq(gatewayHolders.kind, 'user'), eq(gatewayHolders.id, gatewayKeys.userId)),
    )
    .where(eq(gatewayKeys.hash, hash))
  return row
}
