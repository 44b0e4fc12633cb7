import {
  addProjectTeamMember as addMemberRoute,
  changeProjectTeamMember as changeMemberRoute,
  changeProjectTeam as changeRoute,
  createProjectTeam as createRoute,
  deleteProjectTeam as deleteRoute,
  getProjectTeam as getRoute,
  type HolderChanges,
  type LimitChanges,
  listProjectTeams as listRoute,
  type ProjectTeamChanges,
  removeProjectTeamMember as removeMemberRoute,
} from '@kansoku/contracts'
import {
  addProjectTeamMember,
  changeProjectTeam,
  changeProjectTeamMember,
  createProjectTeam,
  deleteProjectTeam,
  type GatewayHolderRow,
  getProjectTeam,
  listProjectTeams,
  removeProjectTeamMember,
} from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { withNamedLimits } from './present-budget.ts'
import { presentTeamMembers, presentTeams } from './present-team.ts'
import { presentVirtualKeys } from './present-virtual-key.ts'
import { spendByDay } from './spend-by-day.ts'

/** Teams of the gateway, for those who look after the project that they belong to. */
export const teamRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { teams, mayChange } = await listProjectTeams(context, { userId: user.id, ...params })
      return { teams: await presentTeams(context, teams), mayChange }
    }),
  )
  app.route(
    appRoute(context, createRoute, async ({ user, params, body }) =>
      presentTeam(
        context,
        await createProjectTeam(context, { userId: user.id, ...params, changes: toChanges(body) }),
      ),
    ),
  )
  app.route(
    appRoute(context, getRoute, async ({ user, params }) => {
      const found = await getProjectTeam(context, { userId: user.id, ...params })
      const [team, members, keys, days] = await Promise.all([
        presentTeam(context, found.team),
        presentTeamMembers(context, found.members),
        presentVirtualKeys(context, found.keys),
        spendOfTeam(context, found.team),
      ])
      return { team, members, keys, ...days, mayChange: found.mayChange }
    }),
  )
  app.route(
    appRoute(context, changeRoute, async ({ user, params, body }) =>
      presentTeam(
        context,
        await changeProjectTeam(context, { userId: user.id, ...params, changes: toChanges(body) }),
      ),
    ),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params }) => {
      await deleteProjectTeam(context, { userId: user.id, ...params })
      return {}
    }),
  )
  app.route(
    appRoute(context, addMemberRoute, async ({ user, params, body: { named, role, ...limits } }) => {
      const wish = { userId: user.id, ...params, named, role, limits: toLimits(limits) }
      await addProjectTeamMember(context, wish)
      return {}
    }),
  )
  app.route(
    appRoute(context, changeMemberRoute, async ({ user, params, body: { role, ...limits } }) => {
      await changeProjectTeamMember(context, { userId: user.id, ...params, role, limits: toLimits(limits) })
      return {}
    }),
  )
  app.route(
    appRoute(context, removeMemberRoute, async ({ user, params }) => {
      await removeProjectTeamMember(context, { userId: user.id, ...params })
      return {}
    }),
  )
}

async function presentTeam(context: ServerContext, row: GatewayHolderRow) {
  const [shown] = await presentTeams(context, [row])
  if (!shown) throw new Error(`team ${row.id} was not presented`)
  return shown
}

async function spendOfTeam(context: ServerContext, row: GatewayHolderRow) {
  const [{ limits } = row] = await withNamedLimits(context, [row])
  return spendByDay(context, limits, { team: [row.id] })
}

/** In the words of the management routes; what is absent stays absent. */
function toChanges(body: ProjectTeamChanges): HolderChanges {
  const { alias, models, isBlocked, budgetId, rpmLimit, tpmLimit } = body
  const words = {
    alias,
    models,
    blocked: isBlocked,
    budgetId,
    rpm_limit: rpmLimit,
    tpm_limit: tpmLimit,
    ...toLimits(body),
  }
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
}

interface BudgetWishes {
  readonly maxBudget?: number | null | undefined
  readonly budgetDuration?: string | null | undefined
}

function toLimits({ maxBudget, budgetDuration }: BudgetWishes): LimitChanges {
  return { max_budget: maxBudget, budget_duration: budgetDuration }
}
