import {
  changeNamedBudget as changeRoute,
  createNamedBudget as createRoute,
  deleteNamedBudget as deleteRoute,
  getBudgeted as getRoute,
  KansokuError,
  type LimitChanges,
  listBudgeted as listBudgetedRoute,
  listNamedBudgets as listRoute,
  type NamedBudgetTerms,
} from '@kansoku/contracts'
import {
  changeProjectBudget,
  createProjectBudget,
  deleteProjectBudget,
  listProjectBudgets,
  type ProjectBudget,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { presentBudgeted, presentOneBudgeted, readBudgeted } from './budgeted.ts'

/** Budgets that run, and limits with a name. */
export const budgetRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listBudgetedRoute, async ({ user, params }) => {
      const { rows, hasMore } = await readBudgeted(context, { userId: user.id, ...params })
      return { budgeted: await presentBudgeted(context, rows), hasMore }
    }),
  )
  app.route(
    appRoute(context, getRoute, async ({ user, params, query: { memberId = null } }) => {
      const { projectId, kind, holderId } = params
      const { rows } = await readBudgeted(context, { userId: user.id, projectId })
      const row = rows.find((one) => one.kind === kind && one.id === holderId && one.memberId === memberId)
      if (!row) throw new KansokuError('not_found', `${kind} ${holderId} has no budget`)
      return presentOneBudgeted(context, row)
    }),
  )
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { budgets, mayChange } = await listProjectBudgets(context, { userId: user.id, ...params })
      return { budgets: budgets.map(presentNamedBudget), mayChange }
    }),
  )
  app.route(
    appRoute(context, createRoute, async ({ user, params, body: { id, ...terms } }) => {
      await createProjectBudget(context, { userId: user.id, ...params, id, limits: toLimits(terms) })
      return {}
    }),
  )
  app.route(
    appRoute(context, changeRoute, async ({ user, params, body }) => {
      await changeProjectBudget(context, { userId: user.id, ...params, limits: toLimits(body) })
      return {}
    }),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params }) => {
      await deleteProjectBudget(context, { userId: user.id, ...params })
      return {}
    }),
  )
}

function presentNamedBudget({ row, users, elsewhere }: ProjectBudget) {
  const { limits } = row
  return {
    id: row.id,
    maxBudget: limits.maxBudget ?? null,
    softBudget: limits.softBudget ?? null,
    budgetDuration: limits.budgetDuration ?? null,
    rpmLimit: limits.rpmLimit ?? null,
    tpmLimit: limits.tpmLimit ?? null,
    maxParallelRequests: limits.maxParallelRequests ?? null,
    users: users.map(({ kind, id, name }) => ({ kind, id, name })),
    elsewhere,
    createdAt: row.createdAt.toISOString(),
  }
}

/** In the words of the management routes; what is absent stays absent. */
function toLimits(terms: NamedBudgetTerms): LimitChanges {
  return {
    max_budget: terms.maxBudget,
    soft_budget: terms.softBudget,
    budget_duration: terms.budgetDuration,
    rpm_limit: terms.rpmLimit,
    tpm_limit: terms.tpmLimit,
    max_parallel_requests: terms.maxParallelRequests,
  }
}
