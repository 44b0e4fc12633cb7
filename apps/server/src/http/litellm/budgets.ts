import {
  type BudgetInfo,
  createBudget,
  deleteBudget,
  getBudgetInfo,
  getBudgetSettings,
  KansokuError,
  listBudgets,
  type ShownLimits,
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
    managementRoute(context, getBudgetSettings, async ({ query: { budget_id: id } }) => {
      const [row] = await listGatewayBudgets(context, { ids: [id] })
      if (!row) throw new KansokuError('not_found', `Budget ${id} does not exist`)
      return presentSettings(presentLimits(row.limits, context.clock.now()))
    }),
  )

  app.route(
    managementRoute(context, listBudgets, async () => (await listGatewayBudgets(context)).map(present)),
  )
}

/** Names, types and meanings of what limits can say, as LiteLLM tells them. */
const settings = [
  ['max_budget', 'Float', 'US dollars that may be spent in the window of the budget.'],
  ['soft_budget', 'Float', 'US dollars from which on the gateway warns; nothing stops.'],
  ['budget_duration', 'String', 'Length of the window, as 1d, 7d, 30d or 1mo; absent: for ever.'],
  ['max_parallel_requests', 'Integer', 'Calls that may be under way at the same time.'],
  ['tpm_limit', 'Integer', 'Tokens a minute.'],
  ['rpm_limit', 'Integer', 'Calls a minute.'],
  ['model_max_budget', 'Object', 'Budgets of single models.'],
] as const

function presentSettings(limits: ShownLimits) {
  return settings.map(([name, type, description]) => {
    const value = limits[name]
    const isStored = value !== null && (typeof value !== 'object' || Object.keys(value).length > 0)
    return {
      field_name: name,
      field_type: type,
      field_description: description,
      field_value: isStored ? value : null,
      stored_in_db: isStored,
      field_default_value: null,
    }
  })
}
