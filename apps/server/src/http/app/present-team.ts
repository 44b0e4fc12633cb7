import type { Team, TeamMember } from '@kansoku/contracts'
import { type GatewayHolderRow, type GatewayMember, listTeamMembers } from '@kansoku/platform'
import { getSpend } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'
import { spendWindow } from '../spend-window.ts'
import { type Limits, presentBudget, withNamedLimits } from './present-budget.ts'

interface Spender {
  readonly holder: string
  /** Of a member. */
  readonly member: string
  readonly limits: Limits
}

/** US dollars of the calls in the window of the budget of each: one question for all whose window begins alike. */
async function spendOf(
  { analytics }: ServerContext,
  kind: 'team' | 'team_member',
  spenders: readonly Spender[],
  now: number,
): Promise<(spender: Spender) => number> {
  const starts = Map.groupBy(spenders, ({ limits }) => spendWindow(limits, now).startsAt)
  const sums = await Promise.all(
    [...starts].map(async ([from, some]) => {
      const ids = [...new Set(some.map(({ holder }) => holder))]
      const since = from === 0 ? {} : { from: new Date(from).toISOString() }
      const spent = await getSpend(analytics, { kind, ids, ...since })
      return [
        from,
        new Map(spent.map((row) => [JSON.stringify([row.holder, row.member]), row.spend])),
      ] as const
    }),
  )
  const byStart = new Map(sums)
  return ({ holder, member, limits }) =>
    byStart.get(spendWindow(limits, now).startsAt)?.get(JSON.stringify([holder, member])) ?? 0
}

/** Teams with what they have spent, in the order given. */
export async function presentTeams(
  context: ServerContext,
  stored: readonly GatewayHolderRow[],
): Promise<Team[]> {
  const now = context.clock.now().getTime()
  const rows = await withNamedLimits(context, stored)
  const toSpender = ({ id, limits }: GatewayHolderRow) => ({ holder: id, member: '', limits })
  const [spend, members] = await Promise.all([
    spendOf(context, 'team', rows.map(toSpender), now),
    listTeamMembers(context, { teamIds: rows.map(({ id }) => id) }),
  ])
  const byTeam = Map.groupBy(members, ({ teamId }) => teamId)
  return rows.map((row) => {
    const { limits } = row
    return {
      id: row.id,
      alias: row.alias,
      models: [...row.models],
      ...presentBudget(limits, spend(toSpender(row)), now),
      rpmLimit: limits.rpmLimit ?? null,
      tpmLimit: limits.tpmLimit ?? null,
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
  const spenders = members.map(({ teamId, userId, limits }) => ({ holder: teamId, member: userId, limits }))
  const spend = await spendOf(context, 'team_member', spenders, now)
  return members.map(({ teamId, userId, email, role, limits }) => ({
    id: userId,
    email,
    role,
    ...presentBudget(limits, spend({ holder: teamId, member: userId, limits }), now),
  }))
}
