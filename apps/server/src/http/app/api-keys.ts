import {
  createProjectApiKey as createRoute,
  deleteProjectApiKey as deleteRoute,
  listProjectApiKeys as listRoute,
} from '@kansoku/contracts'
import { createProjectApiKey, deleteProjectApiKey, listProjectApiKeys } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

export const apiKeyRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, ({ user, params }) =>
      listProjectApiKeys(context, { userId: user.id, ...params }),
    ),
  )
  app.route(
    appRoute(context, createRoute, ({ user, params, body }) =>
      createProjectApiKey(context, { userId: user.id, ...params, ...body }),
    ),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params }) => {
      await deleteProjectApiKey(context, { userId: user.id, ...params })
      return {}
    }),
  )
}
