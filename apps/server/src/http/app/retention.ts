import { getProjectRetention as getRoute, setProjectRetention as setRoute } from '@kansoku/contracts'
import { getProjectRetention, setProjectRetention } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

export const retentionRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, getRoute, ({ user, params }) =>
      getProjectRetention(context, { userId: user.id, ...params }),
    ),
  )
  app.route(
    appRoute(context, setRoute, ({ user, params, body }) =>
      setProjectRetention(context, { userId: user.id, ...params, ...body }),
    ),
  )
}
