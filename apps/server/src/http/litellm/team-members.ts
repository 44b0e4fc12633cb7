import {
  addTeamMembers as addRoute,
  type LimitChanges,
  removeTeamMember as removeRoute,
  updateTeamMember as updateRoute,
} from '@kansoku/contracts'
import {
  addTeamMembers,
  getHolder,
  listTeamMembers,
  removeTeamMember,
  updateTeamMember,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentMemberships, presentTeams } from './present-holders.ts'
import { presentOne } from './present-one.ts'

/** Users in teams. */
export const teamMemberRoutes: Door = (context) => async (app) => {
  const present = async (teamId: string) =>
    presentOne(presentTeams, context, await getHolder(context, { kind: 'team', id: teamId }))

  app.route(
    managementRoute(context, addRoute, async ({ body, caller }) => {
      const { team_id: teamId, member } = body
      const members = Array.isArray(member) ? member : [member]
      await addTeamMembers(context, { teamId, members, limits: limitsOf(body), by: caller.id })
      const all = await listTeamMembers(context, { teamIds: [teamId] })
      const added = all.filter(({ userId, email }) =>
        members.some(({ user_id, user_email }) => (user_id ? user_id === userId : user_email === email)),
      )
      return {
        ...(await present(teamId)),
        updated_team_memberships: await presentMemberships(context, added),
      }
    }),
  )

  app.route(
    managementRoute(context, updateRoute, async ({ body }) => {
      const { team_id: teamId, user_id, user_email, role } = body
      const changes = { teamId, user: { user_id, user_email }, role, limits: limitsOf(body) }
      const userId = await updateTeamMember(context, changes)
      const members = await listTeamMembers(context, { teamIds: [teamId], userIds: [userId] })
      const [member] = members
      return {
        team_id: teamId,
        user_id: userId,
        user_email: member?.email ?? null,
        role: member?.role ?? 'user',
        max_budget_in_team: member?.limits.maxBudget ?? null,
        tpm_limit: member?.limits.tpmLimit ?? null,
        rpm_limit: member?.limits.rpmLimit ?? null,
      }
    }),
  )

  app.route(
    managementRoute(context, removeRoute, async ({ body: { team_id: teamId, ...user } }) => {
      await removeTeamMember(context, { teamId, user })
      return present(teamId)
    }),
  )
}

interface MemberWish extends Pick<LimitChanges, 'budget_duration' | 'tpm_limit' | 'rpm_limit'> {
  readonly max_budget_in_team?: number | null | undefined
}

function limitsOf({ max_budget_in_team, budget_duration, tpm_limit, rpm_limit }: MemberWish): LimitChanges {
  return { max_budget: max_budget_in_team, budget_duration, tpm_limit, rpm_limit }
}
