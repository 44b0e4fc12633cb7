import {
  type CustomerChanges,
  customerPrefixes,
  type HolderChanges,
  customerRoutes as routesBelow,
} from '@kansoku/contracts'
import { createHolder, deleteHolders, getHolder, listHolders, updateHolder } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentCustomers } from './present-holders.ts'
import { presentOne } from './present-one.ts'

const mostListed = 10_000
const kind = 'end_user' as const

/** End users, under both names that LiteLLM has for them. */
export const customerRoutes: Door = (context) => async (app) => {
  for (const prefix of customerPrefixes) {
    const routes = routesBelow(prefix)

    app.route(
      managementRoute(context, routes.create, async ({ body: { user_id: id, ...wish }, caller }) => {
        const row = await createHolder(context, { kind, id, changes: changesOf(wish), by: caller.id })
        return presentOne(presentCustomers, context, row)
      }),
    )

    app.route(
      managementRoute(context, routes.update, async ({ body: { user_id: id, ...wish }, caller }) => {
        const row = await updateHolder(context, { kind, id, changes: changesOf(wish), by: caller.id })
        return presentOne(presentCustomers, context, row)
      }),
    )

    app.route(
      managementRoute(context, routes.remove, async ({ body: { user_ids: ids } }) => {
        const deleted = await deleteHolders(context, { kind, ids })
        return {
          deleted_customers: deleted.length,
          message: `Successfully deleted customers with ids: ${ids.join(', ')}`,
        }
      }),
    )

    app.route(
      managementRoute(context, routes.block, async ({ body: { user_ids: ids }, caller }) => {
        const rows = []
        for (const id of ids) {
          const changes = { blocked: true }
          rows.push(await updateHolder(context, { kind, id, changes, orCreate: true, by: caller.id }))
        }
        return { blocked_users: await presentCustomers(context, rows) }
      }),
    )

    app.route(
      managementRoute(context, routes.unblock, async ({ body: { user_ids: ids }, caller }) => {
        for (const id of ids)
          await updateHolder(context, { kind, id, changes: { blocked: false }, by: caller.id })
        const { holders } = await listHolders(context, { kind, limit: mostListed })
        return { blocked_users: holders.filter(({ blocked }) => blocked).map(({ id }) => id) }
      }),
    )

    app.route(
      managementRoute(context, routes.info, async ({ query: { end_user_id: id } }) =>
        presentOne(presentCustomers, context, await getHolder(context, { kind, id })),
      ),
    )

    app.route(
      managementRoute(context, routes.list, async () => {
        const { holders } = await listHolders(context, { kind, limit: mostListed })
        return presentCustomers(context, holders)
      }),
    )
  }
}

function changesOf(wish: CustomerChanges): HolderChanges {
  const { budget_id: budgetId, default_model: defaultModel, allowed_model_region, ...rest } = wish
  return { ...rest, budgetId, defaultModel, allowedModelRegion: allowed_model_region }
}
