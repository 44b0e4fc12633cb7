import {
  changeVirtualKey as changeRoute,
  createVirtualKey as createRoute,
  deleteVirtualKey as deleteRoute,
  type KeyChanges,
  listVirtualKeys as listRoute,
  rotateVirtualKey as rotateRoute,
  type VirtualKeyChanges,
} from '@kansoku/contracts'
import {
  changeProjectGatewayKey,
  createProjectGatewayKey,
  deleteProjectGatewayKey,
  type GatewayKeyRow,
  listProjectGatewayKeys,
  rotateProjectGatewayKey,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { presentVirtualKeys } from './present-virtual-key.ts'

/** Keys of the gateway, for those who look after the project that their calls land in. */
export const virtualKeyRoutes: Door = (context) => async (app) => {
  const present = async (row: GatewayKeyRow) => {
    const [shown] = await presentVirtualKeys(context, [row])
    if (!shown) throw new Error(`key ${row.hash} was not presented`)
    return shown
  }
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { keys, mayChange } = await listProjectGatewayKeys(context, { userId: user.id, ...params })
      return { keys: await presentVirtualKeys(context, keys), mayChange }
    }),
  )
  app.route(
    appRoute(context, createRoute, async ({ user, params, body }) => {
      const wish = { userId: user.id, ...params, changes: toKeyChanges(body) }
      const { key, row } = await createProjectGatewayKey(context, wish)
      return { ...(await present(row)), key }
    }),
  )
  app.route(
    appRoute(context, changeRoute, async ({ user, params: { projectId, keyId }, body }) => {
      const wish = { userId: user.id, projectId, hash: keyId, changes: toKeyChanges(body) }
      return present(await changeProjectGatewayKey(context, wish))
    }),
  )
  app.route(
    appRoute(context, rotateRoute, async ({ user, params: { projectId, keyId } }) => {
      const { key, row } = await rotateProjectGatewayKey(context, {
        userId: user.id,
        projectId,
        hash: keyId,
      })
      return { ...(await present(row)), key }
    }),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params: { projectId, keyId } }) => {
      await deleteProjectGatewayKey(context, { userId: user.id, projectId, hash: keyId })
      return {}
    }),
  )
}

/** In the words of the management routes; what is absent stays absent. */
function toKeyChanges(body: VirtualKeyChanges): KeyChanges {
  const words = {
    key_alias: body.alias,
    models: body.models,
    budget_id: body.budgetId,
    max_budget: body.maxBudget,
    budget_duration: body.budgetDuration,
    rpm_limit: body.rpmLimit,
    tpm_limit: body.tpmLimit,
    duration: body.expiresIn,
    blocked: body.isBlocked,
    team_id: body.teamId,
  }
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
}
