import type { GatewayLimits, GatewaySnapshot } from '@kansoku/contracts'
import { gatewayBudgets, gatewayHolders, gatewayMembers, type StoredLimits } from '@kansoku/storage'
import { and, asc, eq, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '../context.ts'
import { wholeObjectPermission } from '../gateway-holders/apply-object-permission.ts'
import type { GatewayHolderRow } from '../gateway-holders/holder-columns.ts'

/** Own limits over those with a name. */
export type NamedLimits = (row: { budgetId: string | null; limits: StoredLimits }) => GatewayLimits

/** What an admin said that a key or a team has spent. */
export interface SpendReset {
  /** In ms since 1970. */
  readonly at: number
  /** US dollars. */
  readonly to: number
}

interface SnapshotHolders extends Pick<GatewaySnapshot, 'holders' | 'members'> {
  readonly teamResets: ReadonlyMap<string, SpendReset>
  readonly limitsOf: NamedLimits
}

/** Whoever shares limits with others. End users and tags may be many: only those are told that a gateway must heed. */
export async function readHolders(tx: Transaction): Promise<SnapshotHolders> {
  const budgets = new Map((await tx.select().from(gatewayBudgets)).map(({ id, limits }) => [id, limits]))
  const limitsOf: NamedLimits = ({ budgetId, limits }) =>
    ({ ...budgets.get(budgetId ?? ''), ...limits }) as GatewayLimits
  const noLimits = sql`'{}'::jsonb`
  const holders = await tx
    .select()
    .from(gatewayHolders)
    .where(
      or(
        and(ne(gatewayHolders.kind, 'end_user'), ne(gatewayHolders.kind, 'tag')),
        eq(gatewayHolders.blocked, true),
        isNotNull(gatewayHolders.budgetId),
        isNotNull(gatewayHolders.allowedModelRegion),
        ne(gatewayHolders.limits, noLimits),
        ne(gatewayHolders.models, sql`'[]'::jsonb`),
      ),
    )
    .orderBy(asc(gatewayHolders.kind), asc(gatewayHolders.id))
  const members = await tx
    .select()
    .from(gatewayMembers)
    .where(and(eq(gatewayMembers.holderKind, 'team'), ne(gatewayMembers.limits, noLimits)))
    .orderBy(asc(gatewayMembers.holderId), asc(gatewayMembers.userId))
  return {
    limitsOf,
    teamResets: new Map(
      holders.flatMap(({ id, spendResetAt: at }) => (at ? [[id, { at: at.getTime(), to: 0 }]] : [])),
    ),
    holders: holders.map((row) => ({
      kind: row.kind,
      id: row.id,
      alias: row.alias,
      email: row.email,
      organizationId: row.organizationId,
      models: [...row.models],
      modelAliases: row.modelAliases,
      tags: row.kind === 'team' ? namesIn(row.metadata.tags) : [],
      guardrails: row.kind === 'team' ? namesIn(row.metadata.guardrails) : [],
      logging: row.kind === 'team' && Array.isArray(row.metadata.logging) ? row.metadata.logging : [],
      limits: limitsOf(row),
      ...(row.allowedModelRegion === null ? {} : { allowedModelRegion: row.allowedModelRegion }),
      ...(row.defaultModel === null ? {} : { defaultModel: row.defaultModel }),
      ...permissionOf(row),
      blocked: row.blocked,
    })),
    members: members.map(({ holderId, userId, limits }) => ({
      teamId: holderId,
      userId,
      limits: limits as GatewayLimits,
    })),
  }
}

/** Which MCP servers calls may use; nothing where all of them. */
export function permissionOf({ objectPermission }: Pick<GatewayHolderRow, 'objectPermission'>) {
  const whole = wholeObjectPermission(objectPermission)
  return whole ? { objectPermission: whole } : {}
}

/** LiteLLM keeps tags and guardrails among the metadata, which may hold anything. */
function namesIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []
}
