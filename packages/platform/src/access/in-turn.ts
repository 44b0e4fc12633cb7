import { organizations } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'
import {
  type AccessWish,
  findProjectAccess,
  type ProjectAccess,
  requireProjectAccess,
} from './require-project-access.ts'

/**
 * Changes of the people and projects of one organisation, one after the other. What the actor may do is looked up once
 * nobody else can change it: two owners cannot remove each other at once. Throws as `requireProjectAccess` does.
 */
export async function inTurnOfOrganization<Result>(
  ctx: PlatformContext,
  actor: AccessWish,
  act: (tx: Transaction, access: ProjectAccess) => Promise<Result>,
): Promise<Result> {
  const { organizationId } = await requireProjectAccess(ctx, actor)
  return ctx.metadata.db.transaction(async (tx) => {
    await tx.select().from(organizations).where(eq(organizations.id, organizationId)).for('update')
    return act(tx, await findProjectAccess(tx, actor))
  })
}
