import { addDuration, KansokuError, type KeyChanges } from '@kansoku/contracts'
import { gatewayKeys, projects } from '@kansoku/storage'
import { and, eq, ne } from 'drizzle-orm'
import type { Transaction } from '../context.ts'
import { applyLimits } from '../gateway-budgets/apply-limits.ts'
import { requireBudget } from '../gateway-budgets/gateway-budgets.ts'
import { applyObjectPermission } from '../gateway-holders/apply-object-permission.ts'
import { applyTags } from '../gateway-holders/apply-tags.ts'
import { findHolder } from '../gateway-holders/holder-columns.ts'

export type GatewayKeyRow = typeof gatewayKeys.$inferSelect
type KeyColumns = Partial<typeof gatewayKeys.$inferInsert>

/** The columns that a request changes. */
export function keyColumns(changes: KeyChanges, stored: GatewayKeyRow | undefined, now: Date): KeyColumns {
  const { duration, models, aliases, blocked } = changes
  const metadata = applyTags(stored?.metadata, changes)
  return {
    limits: applyLimits(stored?.limits ?? {}, changes),
    ...applyObjectPermission(stored?.objectPermission, changes.object_permission),
    ...(metadata ? { metadata } : {}),
    ...(models ? { models } : {}),
    ...(aliases ? { modelAliases: aliases } : {}),
    ...(blocked === undefined ? {} : { blocked: blocked ?? false }),
    ...(duration === undefined ? {} : { expiresAt: expiryOf(duration, now) }),
    ...present({
      alias: changes.key_alias,
      projectId: changes.project_id,
      teamId: changes.team_id,
      userId: changes.user_id,
      budgetId: changes.budget_id,
    }),
  }
}

function expiryOf(duration: string | null, now: Date): Date | null {
  return duration === null || duration === '-1' ? null : addDuration(now, duration)
}

function present<V extends Record<string, unknown>>(values: V): Partial<V> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<V>
}

/** Throws `invalid_request` for a key that is there. */
export async function requireNewKey(tx: Transaction, hash: string): Promise<void> {
  const [existing] = await tx
    .select({ hash: gatewayKeys.hash })
    .from(gatewayKeys)
    .where(eq(gatewayKeys.hash, hash))
  if (existing) throw new KansokuError('invalid_request', 'This key exists already')
}

/** Throws `invalid_request` for an alias that another key has and for a project, team or budget that does not exist. */
export async function requireSoundKey(
  tx: Transaction,
  hash: string,
  { alias, projectId, teamId, budgetId }: KeyColumns,
): Promise<void> {
  if (alias) {
    const others = and(eq(gatewayKeys.alias, alias), ne(gatewayKeys.hash, hash))
    const [taken] = await tx.select({ hash: gatewayKeys.hash }).from(gatewayKeys).where(others)
    if (taken) {
      throw new KansokuError(
        'invalid_request',
        `Key with alias '${alias}' already exists. Unique key aliases across all keys are required.`,
      )
    }
  }
  if (projectId) {
    const [known] = await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId))
    if (!known) throw new KansokuError('invalid_request', `Project ${projectId} does not exist`)
  }
  if (teamId && !(await findHolder(tx, { kind: 'team', id: teamId })))
    throw new KansokuError(
      'invalid_request',
      `Team doesn't exist in db. Team=${teamId}. Create it via \`/team/new\`.`,
    )
  await requireBudget(tx, budgetId)
}
