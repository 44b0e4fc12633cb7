import { gatewayHolders, gatewayKeys, type HolderKind } from '@kansoku/storage'
import { and, asc, desc, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { belongsTo } from '../gateway/default-project.ts'
import type { GatewayHolderRow } from '../gateway-holders/holder-columns.ts'
import { type GatewayMember, listTeamMembers } from '../gateway-holders/members.ts'
import type { GatewayKeyRow } from '../gateway-keys/key-columns.ts'

/** Those of a project that may have a budget: a named one may be there without an amount. */
export interface ProjectBudgeted {
  readonly keys: readonly GatewayKeyRow[]
  /** Teams, users and end users. */
  readonly holders: readonly GatewayHolderRow[]
  readonly members: readonly (GatewayMember & { readonly teamName: string })[]
  readonly hasMore: boolean
}

/** Of each kind. */
const mostListed = 1000
const kinds: readonly HolderKind[] = ['team', 'user', 'end_user']

/**
 * Keys, teams and their members, users and end users of a project that have a budget, newest first. Throws `not_found`
 * and `access_denied` as for the keys of the project.
 */
export async function listProjectBudgeted(
  ctx: PlatformContext,
  { userId, projectId }: { readonly userId: string; readonly projectId: string },
): Promise<ProjectBudgeted> {
  await requireProjectAccess(ctx, { userId, projectId, scope: 'apiKeys:read' })
  const { db } = ctx.metadata
  const [ofKeys, ofHolders] = await Promise.all([
    belongsTo(ctx, gatewayKeys.projectId, projectId),
    belongsTo(ctx, gatewayHolders.projectId, projectId),
  ])
  const [keys, holders, members] = await Promise.all([
    db
      .select()
      .from(gatewayKeys)
      .where(and(hasBudget(gatewayKeys.limits, gatewayKeys.budgetId), ofKeys))
      .orderBy(desc(gatewayKeys.createdAt), asc(gatewayKeys.hash))
      .limit(mostListed),
    db
      .select()
      .from(gatewayHolders)
      .where(
        and(
          inArray(gatewayHolders.kind, [...kinds]),
          hasBudget(gatewayHolders.limits, gatewayHolders.budgetId),
          ofHolders,
        ),
      )
      .orderBy(desc(gatewayHolders.createdAt), asc(gatewayHolders.id))
      .limit(mostListed),
    listMembers(ctx, ofHolders),
  ])
  const hasMore = [keys, holders, members].some(({ length }) => length >= mostListed)
  return { keys, holders, members: members.slice(0, mostListed), hasMore }
}

function hasBudget(limits: PgColumn, budgetId: PgColumn): SQL | undefined {
  return or(sql`${limits} ? 'maxBudget'`, isNotNull(budgetId))
}

async function listMembers(ctx: PlatformContext, isOwn: SQL | undefined) {
  const { kind, id, alias } = gatewayHolders
  const teams = await ctx.metadata.db
    .select({ id, alias })
    .from(gatewayHolders)
    .where(and(eq(kind, 'team'), isOwn))
  const names = new Map(teams.map((team) => [team.id, team.alias ?? team.id]))
  const members = await listTeamMembers(ctx, { teamIds: [...names.keys()] })
  return members
    .filter(({ limits }) => limits.maxBudget !== undefined)
    .map((member) => ({ ...member, teamName: names.get(member.teamId) ?? member.teamId }))
}
