import type {
  CustomerInfo,
  OrganizationInfo,
  TagInfo,
  TeamInfo,
  TeamMembership,
  UserInfo,
} from '@kansoku/contracts'
import {
  type GatewayHolderRow,
  type GatewayMember,
  listTeamMembers,
  wholeObjectPermission,
} from '@kansoku/platform'
import { getSpend } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'
import { spendSince } from '../spend-since.ts'
import { presentLimits, presentStamps } from './present-limits.ts'
import { spendOf } from './spend-of.ts'
import { permissionsOf } from './team-rights.ts'

type Context = ServerContext
type Rows = readonly GatewayHolderRow[]
const idsOf = (rows: Rows) => rows.map(({ id }) => id)

export async function presentTeams(context: Context, rows: Rows): Promise<TeamInfo[]> {
  const [spend, members] = await Promise.all([
    spendSince(context, rows.map(toSpender)),
    listTeamMembers(context, { teamIds: idsOf(rows) }),
  ])
  const now = context.clock.now()
  const byTeam = Map.groupBy(members, ({ teamId }) => teamId)
  return rows.map((row) => {
    const own = byTeam.get(row.id) ?? []
    return {
      team_id: row.id,
      team_alias: row.alias,
      organization_id: row.organizationId,
      members_with_roles: own.map(({ userId, email, role }) => ({
        user_id: userId,
        user_email: email,
        role,
      })),
      admins: own.filter(({ role }) => role === 'admin').map(({ userId }) => userId),
      members: own.map(({ userId }) => userId),
      models: [...row.models],
      model_aliases: { ...row.modelAliases },
      metadata: { ...row.metadata },
      blocked: row.blocked,
      budget_id: row.budgetId,
      object_permission: wholeObjectPermission(row.objectPermission),
      team_member_permissions: [...permissionsOf(row)],
      spend: spend(toSpender(row)),
      ...presentLimits(row.limits, now),
      ...presentStamps(row),
    }
  })
}

function toSpender({ id, spendResetAt }: GatewayHolderRow) {
  return { kind: 'team' as const, ids: [id], from: spendResetAt?.getTime() ?? 0 }
}

/** What each member has spent of what the team has. */
export async function presentMemberships(
  context: Context,
  members: readonly GatewayMember[],
): Promise<TeamMembership[]> {
  const ids = [...new Set(members.map(({ teamId }) => teamId))]
  const sums = await getSpend(context.analytics, { kind: 'team_member', ids })
  const now = context.clock.now()
  return members.map(({ teamId, userId, limits }) => ({
    user_id: userId,
    team_id: teamId,
    spend: sums.find(({ holder, member }) => holder === teamId && member === userId)?.spend ?? 0,
    litellm_budget_table: presentLimits(limits, now),
  }))
}

export async function presentUsers(context: Context, rows: Rows): Promise<UserInfo[]> {
  const [spend, members] = await Promise.all([
    spendOf(context, 'user', idsOf(rows)),
    listTeamMembers(context, { userIds: idsOf(rows) }),
  ])
  const now = context.clock.now()
  const byUser = Map.groupBy(members, ({ userId }) => userId)
  return rows.map((row) => ({
    user_id: row.id,
    user_email: row.email,
    user_alias: row.alias,
    user_role: row.role,
    models: [...row.models],
    metadata: { ...row.metadata },
    blocked: row.blocked,
    budget_id: row.budgetId,
    teams: (byUser.get(row.id) ?? []).map(({ teamId }) => teamId),
    spend: spend.get(row.id) ?? 0,
    ...presentLimits(row.limits, now),
    ...presentStamps(row),
  }))
}

export async function presentCustomers(context: Context, rows: Rows): Promise<CustomerInfo[]> {
  const spend = await spendOf(context, 'end_user', idsOf(rows))
  const now = context.clock.now()
  return rows.map((row) => ({
    user_id: row.id,
    alias: row.alias,
    blocked: row.blocked,
    spend: spend.get(row.id) ?? 0,
    budget_id: row.budgetId,
    default_model: row.defaultModel,
    allowed_model_region: row.allowedModelRegion,
    metadata: { ...row.metadata },
    ...presentLimits(row.limits, now),
    ...presentStamps(row),
  }))
}

export async function presentOrganizations(context: Context, rows: Rows): Promise<OrganizationInfo[]> {
  const spend = await spendOf(context, 'organization', idsOf(rows))
  const now = context.clock.now()
  return rows.map((row) => ({
    organization_id: row.id,
    organization_alias: row.alias,
    models: [...row.models],
    metadata: { ...row.metadata },
    blocked: row.blocked,
    budget_id: row.budgetId,
    spend: spend.get(row.id) ?? 0,
    litellm_budget_table: presentLimits(row.limits, now),
    ...presentStamps(row),
  }))
}

export async function presentTags(context: Context, rows: Rows): Promise<TagInfo[]> {
  const spend = await spendOf(context, 'tag', idsOf(rows))
  const now = context.clock.now()
  return rows.map((row) => ({
    name: row.id,
    description: row.alias,
    budget_id: row.budgetId,
    spend: spend.get(row.id) ?? 0,
    litellm_budget_table: presentLimits(row.limits, now),
    ...presentStamps(row),
  }))
}
