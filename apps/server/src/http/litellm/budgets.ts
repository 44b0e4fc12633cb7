import {
  type BudgetInfo,
  createBudget,
  deleteBudget,
  getBudgetInfo,
  listBudgets,
  updateBudget,
} from '@kansoku/contracts'
import {
  createGatewayBudget,
  deleteGatewayBudget,
  type GatewayBudgetRow,
  listGatewayBudgets,
  updateGatewayBudget,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentLimits, presentStamps } from './present-limits.ts'

/** Limits with a name. */
export const budgetRoutes: Door = (context) => async (app) => {
  const present = (row: GatewayBudgetRow): BudgetInfo => ({
    budget_id: row.id,
    ...presentLimits(row.limits, context.clock.now()),
    ...presentStamps(row),
  })

  app.route(
    managementRoute(context, createBudget, async ({ body: { budget_id: id, ...limits }, caller }) =>
      present(await createGatewayBudget(context, { id, limits, by: caller.id })),
    ),
  )

  app.route(
    managementRoute(context, updateBudget, async ({ body: { budget_id: id, ...limits }, caller }) =>
      present(await updateGatewayBudget(context, { id, limits, by: caller.id })),
    ),
  )

  app.route(
    managementRoute(context, deleteBudget, async ({ body }) =>
      present(await deleteGatewayBudget(context, body)),
    ),
  )

  app.route(
    managementRoute(context, getBudgetInfo, async ({ body: { budgets: ids } }) =>
      (await listGatewayBudgets(context, { ids })).map(present),
    ),
  )

  app.route(
    managementRoute(context, listBudgets, async () => (await listGatewayBudgets(context)).map(present)),
  )
}
