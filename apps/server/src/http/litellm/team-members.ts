import {
  addManyTeamMembers as addManyRoute,
  addTeamMembers as addRoute,
  type LimitChanges,
  type NamedMember,
  removeTeamMember as removeRoute,
  updateTeamMember as updateRoute,
} from '@kansoku/contracts'
import {
  addTeamMembers,
  type GatewayMember,
  getHolder,
  listHolders,
  listTeamMembers,
  removeTeamMember,
  updateTeamMember,
} from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import { asSeenBy } from './as-seen-by.ts'
import { eachForItself } from './each-for-itself.ts'
import { managementRoute } from './management-route.ts'
import { presentMemberships, presentTeams } from './present-holders.ts'
import { presentOne } from './present-one.ts'
import { joiningUser } from './self-service.ts'

/** Users in teams. */
export const teamMemberRoutes: Door = (context) => async (app) => {
  const present = async (teamId: string) =>
    presentOne(presentTeams, context, await getHolder(context, { kind: 'team', id: teamId }))

  app.route(
    managementRoute(
      context,
      addRoute,
      async ({ body, caller, availableTeams }) => {
        const { team_id: teamId, member } = body
        const wished = Array.isArray(member) ? member : [member]
        const limits = limitsOf(body)
        const self = await joiningUser(context, caller, { teamId, members: wished, limits, availableTeams })
        const members = self ? [self] : wished
        await addTeamMembers(context, { teamId, members, limits, by: caller.id })
        const all = await listTeamMembers(context, { teamIds: [teamId] })
        const added = all.filter((one) => members.some((member) => isNamed(one, member)))
        const team = asSeenBy(caller, await getHolder(context, { kind: 'team', id: teamId }))
        return {
          ...(await presentOne(presentTeams, context, team)),
          updated_team_memberships: await presentMemberships(context, added),
        }
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(context, addManyRoute, async ({ body, caller }) => {
      const { team_id: teamId, members } = body
      await getHolder(context, { kind: 'team', id: teamId })
      const wishes: readonly NamedMember[] = members ?? (await allUsers(context))
      const outcomes = await eachForItself(wishes, (member) =>
        addTeamMembers(context, { teamId, members: [member], limits: limitsOf(body), by: caller.id }),
      )
      const all = await listTeamMembers(context, { teamIds: [teamId] })
      const shown = new Map((await presentMemberships(context, all)).map((one) => [one.user_id, one]))
      const results = outcomes.map((one) => {
        const found = all.find((each) => isNamed(each, one.wish))
        const user_id = found?.userId ?? one.wish.user_id ?? null
        return {
          user_id,
          user_email: found?.email ?? one.wish.user_email ?? null,
          success: 'result' in one,
          error: 'reason' in one ? one.reason : null,
          updated_team_membership: ('result' in one && shown.get(user_id ?? '')) || null,
        }
      })
      const successful_additions = results.filter(({ success }) => success).length
      return {
        team_id: teamId,
        results,
        total_requested: results.length,
        successful_additions,
        failed_additions: results.length - successful_additions,
        updated_team: await present(teamId),
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

function isNamed({ userId, email }: GatewayMember, { user_id, user_email }: NamedMember): boolean {
  return user_id ? user_id === userId : user_email === email
}

/** LiteLLM adds all of them as plain members. */
async function allUsers(context: ServerContext): Promise<NamedMember[]> {
  const { holders } = await listHolders(context, { kind: 'user', limit: 1000 })
  return holders.map(({ id }) => ({ user_id: id, role: 'user' }))
}

interface MemberWish extends Pick<LimitChanges, 'budget_duration' | 'tpm_limit' | 'rpm_limit'> {
  readonly max_budget_in_team?: number | null | undefined
}

function limitsOf({ max_budget_in_team, budget_duration, tpm_limit, rpm_limit }: MemberWish): LimitChanges {
  return { max_budget: max_budget_in_team, budget_duration, tpm_limit, rpm_limit }
}
