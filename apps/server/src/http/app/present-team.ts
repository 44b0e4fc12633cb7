import { budgetWindow, type Team, type TeamMember } from '@kansoku/contracts'
import {
  type GatewayHolderRow,
  type GatewayMember,
  listGatewayBudgets,
  listTeamMembers,
} from '@kansoku/platform'
import { getSpend } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'

type Limits = GatewayHolderRow['limits']

/** The time in which the spend of somebody counts, in milliseconds since 1970. */
export function spendWindow({ maxBudget, budgetDuration }: Limits, now: number) {
  return budgetWindow(maxBudget === undefined ? undefined : budgetDuration, now)
}

function presentBudget(limits: Limits, spend: number, now: number) {
  const { endsAt } = spendWindow(limits, now)
  return {
    spend,
    maxBudget: limits.maxBudget ?? null,
    budgetDuration: limits.budgetDuration ?? null,
    budgetResetAt: Number.isFinite(endsAt) ? new Date(endsAt).toISOString() : null,
  }
}

/** Own limits over those with a name, as gateways heed them. */
export async function limitsOfTeams(
  context: ServerContext,
  rows: readonly GatewayHolderRow[],
): Promise<(row: GatewayHolderRow) => Limits> {
  const ids = rows.flatMap(({ budgetId }) => budgetId ?? [])
  const budgets = ids.length === 0 ? [] : await listGatewayBudgets(context, { ids })
  const named = new Map(budgets.map(({ id, limits }) => [id, limits]))
  return ({ budgetId, limits }) => ({ ...named.get(budgetId ?? ''), ...limits })
}

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
  rows: readonly GatewayHolderRow[],
): Promise<Team[]> {
  const now = context.clock.now().getTime()
  const limitsOf = await limitsOfTeams(context, rows)
  const spenders = rows.map((row) => ({ holder: row.id, member: '', limits: limitsOf(row) }))
  const [spend, members] = await Promise.all([
    spendOf(context, 'team', spenders, now),
    listTeamMembers(context, { teamIds: rows.map(({ id }) => id) }),
  ])
  const byTeam = Map.groupBy(members, ({ teamId }) => teamId)
  return rows.map((row, index) => {
    const spender = spenders[index] ?? { holder: row.id, member: '', limits: row.limits }
    const { limits } = spender
    return {
      id: row.id,
      alias: row.alias,
      models: [...row.models],
      ...presentBudget(limits, spend(spender), now),
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
