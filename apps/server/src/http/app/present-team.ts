import type { Team, TeamMember } from '@kansoku/contracts'
import { type GatewayHolderRow, type GatewayMember, listTeamMembers } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import { spendSince } from '../spend-since.ts'
import { spendStart, spendWindow } from '../spend-window.ts'
import { presentBudget, presentOwnLimits, withNamedLimits } from './present-budget.ts'

/** Teams with what they have spent, in the order given. */
export async function presentTeams(
  context: ServerContext,
  stored: readonly GatewayHolderRow[],
): Promise<Team[]> {
  const now = context.clock.now().getTime()
  const rows = await withNamedLimits(context, stored)
  const toSpender = (row: GatewayHolderRow) => ({
    kind: 'team' as const,
    ids: [row.id],
    from: spendStart(row, now),
  })
  const [spend, members] = await Promise.all([
    spendSince(context, rows.map(toSpender)),
    listTeamMembers(context, { teamIds: rows.map(({ id }) => id) }),
  ])
  const byTeam = Map.groupBy(members, ({ teamId }) => teamId)
  return rows.map((row) => {
    const { limits } = row
    return {
      id: row.id,
      alias: row.alias,
      models: [...row.models],
      budgetId: row.budgetId,
      ...presentBudget(limits, spend(toSpender(row)), now),
      rpmLimit: limits.rpmLimit ?? null,
      tpmLimit: limits.tpmLimit ?? null,
      own: presentOwnLimits(row.own),
      isBlocked: row.blocked,
      memberCount: byTeam.get(row.id)?.length ?? 0,
      createdAt: row.createdAt.toISOString(),
    }
  })
}

/** Members with what they have spent of what the team has. */
export async function presentTeamMembers(
  context: ServerContext,
  members: readonly GatewayMember[],
): Promise<TeamMember[]> {
  const now = context.clock.now().getTime()
  const toSpender = ({ teamId, userId, limits }: GatewayMember) => ({
    kind: 'team_member' as const,
    ids: [teamId],
    memberId: userId,
    from: spendWindow(limits, now).startsAt,
  })
  const spend = await spendSince(context, members.map(toSpender))
  return members.map((member) => ({
    id: member.userId,
    email: member.email,
    role: member.role,
    ...presentBudget(member.limits, spend(toSpender(member)), now),
  }))
}
