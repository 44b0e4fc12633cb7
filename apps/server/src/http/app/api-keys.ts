import { listProjectApiKeys as route } from '@kansoku/contracts'
import { listProjectApiKeys } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

export const apiKeyRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, route, ({ user, params }) =>
      listProjectApiKeys(context, { userId: user.id, projectId: params.projectId }),
    ),
  )
}
