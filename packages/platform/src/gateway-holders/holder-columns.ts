import { type HolderChanges, KansokuError } from '@kansoku/contracts'
import { gatewayHolders, type HolderKind } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../context.ts'
import { applyLimits } from '../gateway-budgets/apply-limits.ts'
import { requireBudget } from '../gateway-budgets/gateway-budgets.ts'
import { applyObjectPermission } from './apply-object-permission.ts'
import { applyTags } from './apply-tags.ts'

export type GatewayHolderRow = typeof gatewayHolders.$inferSelect
type HolderColumns = Partial<typeof gatewayHolders.$inferInsert>

/** Which organisation, team, user, end user or tag. */
export interface HolderName {
  readonly kind: HolderKind
  readonly id: string
}

/** The columns that a request changes. */
export function holderColumns(changes: HolderChanges, stored?: GatewayHolderRow): HolderColumns {
  const { alias, email, role, organizationId, projectId, budgetId, models, modelAliases, blocked } = changes
  const { allowedModelRegion, defaultModel, memberPermissions } = changes
  const metadata = applyTags(stored?.metadata, changes)
  const named = { alias, email, role, organizationId, projectId, budgetId, allowedModelRegion, defaultModel }
  const given = Object.entries({ ...named, memberPermissions })
  return {
    limits: applyLimits(stored?.limits ?? {}, changes),
    ...applyObjectPermission(stored?.objectPermission, changes.objectPermission),
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    ...(models === undefined ? {} : { models: models ?? [] }),
    ...(modelAliases === undefined ? {} : { modelAliases: modelAliases ?? {} }),
    ...(metadata === undefined ? {} : { metadata: metadata ?? {} }),
    ...(blocked === undefined ? {} : { blocked: blocked ?? false }),
  }
}

const titles: Readonly<Record<HolderKind, string>> = {
  organization: 'Organization',
  team: 'Team',
  user: 'User',
  end_user: 'Customer',
  tag: 'Tag',
}

export function holderNotFound({ kind, id }: HolderName): KansokuError {
  return new KansokuError('not_found', `${titles[kind]} not found, passed ${kind} id: ${id}`)
}

export function holderExists({ kind, id }: HolderName): KansokuError {
  return new KansokuError('invalid_request', `${titles[kind]} ${id} exists already`)
}

export async function findHolder(
  tx: Transaction,
  { kind, id }: HolderName,
): Promise<GatewayHolderRow | undefined> {
  const [row] = await tx
    .select()
    .from(gatewayHolders)
    .where(and(eq(gatewayHolders.kind, kind), eq(gatewayHolders.id, id)))
  return row
}

/** Throws `invalid_request` for an organisation or a budget that does not exist. */
export async function requireSoundHolder(
  tx: Transaction,
  { organizationId, budgetId }: HolderColumns,
): Promise<void> {
  if (organizationId && !(await findHolder(tx, { kind: 'organization', id: organizationId })))
    throw new KansokuError('invalid_request', `Organization ${organizationId} does not exist`)
  await requireBudget(tx, budgetId)
}
