import { KansokuError, type LimitChanges } from '@kansoku/contracts'
import { gatewayHolders, gatewayKeys, type HolderKind } from '@kansoku/storage'
import { and, asc, count, isNotNull } from 'drizzle-orm'
import { mayChangeGateway } from '../access/may-change-gateway.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { belongsTo } from '../gateway/default-project.ts'
import {
  createGatewayBudget,
  deleteGatewayBudget,
  type GatewayBudgetRow,
  listGatewayBudgets,
  unknownBudget,
  updateGatewayBudget,
} from './gateway-budgets.ts'

interface Member {
  readonly userId: string
  readonly projectId: string
}

/** Somebody whom limits with a name hold for. */
export interface BudgetUser {
  readonly budgetId: string
  readonly kind: HolderKind | 'key'
  readonly id: string
  readonly name: string
}

export interface ProjectBudget {
  readonly row: GatewayBudgetRow
  /** Of the project. */
  readonly users: readonly BudgetUser[]
  /** Of other projects; null: not for the reader. */
  readonly elsewhere: number | null
}

/**
 * Limits with a name belong to no project: a project sees those that somebody of it has, who may change the gateway sees
 * all. Throws `not_found` and `access_denied` as for the keys of the project.
 */
export async function listProjectBudgets(
  ctx: PlatformContext,
  member: Member,
): Promise<{ readonly budgets: readonly ProjectBudget[]; readonly mayChange: boolean }> {
  await requireProjectAccess(ctx, { ...member, scope: 'apiKeys:read' })
  const [mayChange, users] = await Promise.all([mayChangeGateway(ctx, member), listUsers(ctx, member)])
  const byBudget = Map.groupBy(users, ({ budgetId }) => budgetId)
  const rows = await listGatewayBudgets(ctx, mayChange ? {} : { ids: [...byBudget.keys()] })
  const all = mayChange ? await countUsers(ctx) : undefined
  const budgets = rows.map((row) => {
    const own = byBudget.get(row.id) ?? []
    return { row, users: own, elsewhere: all ? (all.get(row.id) ?? 0) - own.length : null }
  })
  return { budgets, mayChange }
}

/** Throws `invalid_request`, as for limits that nobody has made, unless a project may give those of this name to its own. */
export async function requireProjectBudget(
  ctx: PlatformContext,
  member: Member,
  id: string | null | undefined,
): Promise<void> {
  if (!id || (await mayChangeGateway(ctx, member))) return
  const users = await listUsers(ctx, member)
  if (!users.some(({ budgetId }) => budgetId === id)) throw unknownBudget(id)
}

/** Throws `access_denied` unless the user may change the gateway, `conflict` when there is one of this name. */
export async function createProjectBudget(
  ctx: PlatformContext,
  { id, limits, ...member }: Member & { readonly id: string; readonly limits: LimitChanges },
): Promise<void> {
  await requireChange(ctx, member)
  const [known] = await listGatewayBudgets(ctx, { ids: [id] })
  if (known) throw new KansokuError('conflict', `Budget ${id} exists already`)
  await createGatewayBudget(ctx, { id, limits, by: member.userId })
}

export async function changeProjectBudget(
  ctx: PlatformContext,
  { budgetId, limits, ...member }: Member & { readonly budgetId: string; readonly limits: LimitChanges },
): Promise<void> {
  await requireChange(ctx, member)
  await updateGatewayBudget(ctx, { id: budgetId, limits, by: member.userId })
}

export async function deleteProjectBudget(
  ctx: PlatformContext,
  { budgetId, ...member }: Member & { readonly budgetId: string },
): Promise<void> {
  await requireChange(ctx, member)
  await deleteGatewayBudget(ctx, { id: budgetId })
}

async function requireChange(ctx: PlatformContext, member: Member): Promise<void> {
  await requireProjectAccess(ctx, member)
  if (!(await mayChangeGateway(ctx, member))) throw new KansokuError('access_denied')
}

/** Keys and whoever else is of the project, in the order of their names. */
async function listUsers(ctx: PlatformContext, { projectId }: Member): Promise<BudgetUser[]> {
  const { db } = ctx.metadata
  const { hash, alias: keyAlias, displayKey, budgetId: ofKey } = gatewayKeys
  const { kind, id, alias, email, budgetId } = gatewayHolders
  const [keys, holders] = await Promise.all([
    db
      .select({ budgetId: ofKey, id: hash, alias: keyAlias, displayKey })
      .from(gatewayKeys)
      .where(and(isNotNull(ofKey), await belongsTo(ctx, gatewayKeys.projectId, projectId)))
      .orderBy(asc(keyAlias), asc(hash)),
    db
      .select({ budgetId, kind, id, alias, email })
      .from(gatewayHolders)
      .where(and(isNotNull(budgetId), await belongsTo(ctx, gatewayHolders.projectId, projectId)))
      .orderBy(asc(kind), asc(alias), asc(id)),
  ])
  return [
    ...keys.map((row) => ({
      budgetId: row.budgetId ?? '',
      kind: 'key' as const,
      id: row.id,
      name: row.alias ?? row.displayKey,
    })),
    ...holders.map((row) => ({
      budgetId: row.budgetId ?? '',
      kind: row.kind,
      id: row.id,
      // The alias of a tag describes it.
      name: (row.kind === 'tag' ? undefined : (row.alias ?? row.email)) ?? row.id,
    })),
  ]
}

/** How many keys and others have each of the limits, in all projects. */
async function countUsers({ metadata: { db } }: PlatformContext): Promise<ReadonlyMap<string, number>> {
  const [keys, holders] = await Promise.all([
    db.select({ id: gatewayKeys.budgetId, users: count() }).from(gatewayKeys).groupBy(gatewayKeys.budgetId),
    db
      .select({ id: gatewayHolders.budgetId, users: count() })
      .from(gatewayHolders)
      .groupBy(gatewayHolders.budgetId),
  ])
  const sums = new Map<string, number>()
  for (const { id, users } of [...keys, ...holders])
    if (id !== null) sums.set(id, (sums.get(id) ?? 0) + users)
  return sums
}
