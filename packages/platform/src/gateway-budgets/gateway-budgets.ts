import { randomUUID } from 'node:crypto'
import { KansokuError, type LimitChanges } from '@kansoku/contracts'
import { gatewayBudgets } from '@kansoku/storage'
import { asc, desc, eq, inArray } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { applyLimits } from './apply-limits.ts'

export type GatewayBudgetRow = typeof gatewayBudgets.$inferSelect

const mostListed = 1000

/** Limits with a name. Throws `invalid_request` when they exist already. */
export async function createGatewayBudget(
  ctx: PlatformContext,
  { id, limits, by }: { id?: string | null | undefined; limits: LimitChanges; by: string },
): Promise<GatewayBudgetRow> {
  const now = ctx.clock.now()
  const values = { id: id ?? randomUUID(), limits: applyLimits({}, limits), createdBy: by, updatedBy: by }
  const [row] = await ctx.metadata.db
    .insert(gatewayBudgets)
    .values({ ...values, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning()
  if (!row) throw new KansokuError('invalid_request', `Budget ${id} exists already`)
  return row
}

/** Changes limits for all who have them. Throws `not_found`. */
export async function updateGatewayBudget(
  ctx: PlatformContext,
  { id, limits, by }: { id: string; limits: LimitChanges; by: string },
): Promise<GatewayBudgetRow> {
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const [stored] = await tx.select().from(gatewayBudgets).where(eq(gatewayBudgets.id, id))
    if (!stored) throw budgetNotFound(id)
    const [row] = await tx
      .update(gatewayBudgets)
      .set({ limits: applyLimits(stored.limits, limits), updatedBy: by, updatedAt: ctx.clock.now() })
      .where(eq(gatewayBudgets.id, id))
      .returning()
    return row ?? stored
  })
}

/** Throws `not_found`. */
export async function deleteGatewayBudget(
  ctx: PlatformContext,
  { id }: { id: string },
): Promise<GatewayBudgetRow> {
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const [row] = await tx.delete(gatewayBudgets).where(eq(gatewayBudgets.id, id)).returning()
    if (!row) throw budgetNotFound(id)
    return row
  })
}

/** Those with the given names, or all, newest first. */
export async function listGatewayBudgets(
  ctx: PlatformContext,
  { ids }: { ids?: readonly string[] } = {},
): Promise<readonly GatewayBudgetRow[]> {
  return ctx.metadata.db
    .select()
    .from(gatewayBudgets)
    .where(ids === undefined ? undefined : inArray(gatewayBudgets.id, [...ids]))
    .orderBy(desc(gatewayBudgets.createdAt), asc(gatewayBudgets.id))
    .limit(mostListed)
}

/** Throws `invalid_request` for a budget that does not exist. */
export async function requireBudget(tx: Transaction, id: string | null | undefined): Promise<void> {
  if (!id) return
  const [known] = await tx
    .select({ id: gatewayBudgets.id })
    .from(gatewayBudgets)
    .where(eq(gatewayBudgets.id, id))
  if (!known) throw unknownBudget(id)
}

/** For what names a budget; one that the caller may not see is told from none. */
export function unknownBudget(id: string): KansokuError {
  return new KansokuError('invalid_request', `Budget ${id} does not exist`)
}

function budgetNotFound(id: string): KansokuError {
  return new KansokuError('not_found', `Budget ${id} does not exist`)
}
