import {
  KansokuError,
  showGatewaySetup as showRoute,
  testSetupCallback as testCallbackRoute,
  testSetupMcpServer as testMcpServerRoute,
} from '@kansoku/contracts'
import { mayChangeGateway, requireProjectAccess } from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { askCallbackTest, askMcpServerTest, askSetup } from './ask-gateway.ts'

const away = { error: 'The gateway does not answer', seconds: 0, isReachable: false }

/** The config file of the gateway, which all projects share: names and numbers, which are no secret. */
export const gatewaySetupRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, showRoute, async ({ user, params }) => {
      await requireProjectAccess(context, { userId: user.id, ...params })
      const [setup, mayTest] = await Promise.all([
        askSetup(context),
        mayChangeGateway(context, { userId: user.id }),
      ])
      return { setup: setup ?? null, mayTest }
    }),
  )

  app.route(
    appRoute(context, testCallbackRoute, async ({ user, params, body }) => {
      await requireTest(context, { userId: user.id, ...params })
      const answer = await askCallbackTest(context, body)
      if (answer && 'seconds' in answer) return { ...answer, isReachable: true }
      if (answer?.status === 404) throw new KansokuError('not_found', `Callback ${body.name} not found`)
      return away
    }),
  )

  app.route(
    appRoute(context, testMcpServerRoute, async ({ user, params, body }) => {
      await requireTest(context, { userId: user.id, ...params })
      const answer = await askMcpServerTest(context, body.name)
      if (answer && 'seconds' in answer) return { ...answer, isReachable: true }
      if (answer?.status === 404) throw new KansokuError('not_found', `MCP server ${body.name} not found`)
      return { ...away, tools: [] }
    }),
  )
}

/** What a test tells of addresses, and starts on the machine of the gateway, is for those who look after it. */
async function requireTest(
  context: ServerContext,
  who: { readonly userId: string; readonly projectId: string },
): Promise<void> {
  await requireProjectAccess(context, who)
  if (!(await mayChangeGateway(context, who))) throw new KansokuError('access_denied')
}
