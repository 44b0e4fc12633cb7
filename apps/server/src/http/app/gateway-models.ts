import {
  KansokuError,
  listGatewayModels as listRoute,
  testGatewayModel as testRoute,
} from '@kansoku/contracts'
import { hasProjectScope, requireProjectAccess } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { askDeployments, askTest } from './ask-gateway.ts'

/** Models that keys of any project may call: they belong to the gateway, and what they are is no secret. */
export const gatewayModelRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { role } = await requireProjectAccess(context, { userId: user.id, ...params })
      const found = await askDeployments(context)
      return {
        isReachable: found !== undefined,
        deployments: found?.deployments ?? [],
        mayTest: hasProjectScope(role, 'apiKeys:write'),
      }
    }),
  )

  // A test costs money: whoever may give out keys may have it spent.
  app.route(
    appRoute(context, testRoute, async ({ user, params, body }) => {
      await requireProjectAccess(context, { userId: user.id, ...params, scope: 'apiKeys:write' })
      const answer = await askTest(context, body.id)
      if (answer && 'seconds' in answer) return answer
      if (answer?.status === 404) throw new KansokuError('not_found', `Deployment ${body.id} not found`)
      return { error: 'The gateway does not answer', seconds: 0 }
    }),
  )
}
