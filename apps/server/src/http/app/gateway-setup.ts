import {
  type GatewaySetup,
  KansokuError,
  showGatewaySetup as showRoute,
  testSetupCallback as testCallbackRoute,
  testSetupMcpServer as testMcpServerRoute,
} from '@kansoku/contracts'
import { mayChangeGateway, requireProjectAccess } from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { askCallbackTest, askMcpServerTest, askSetup, away, tested } from './ask-gateway.ts'

/**
 * The config file of the gateway, which all projects share: names and numbers, which are no secret. What is wrong with it
 * may name folders and values of the machine, and is for those who look after the gateway.
 */
export const gatewaySetupRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, showRoute, async ({ user, params }) => {
      await requireProjectAccess(context, { userId: user.id, ...params })
      const [setup, mayTest] = await Promise.all([
        askSetup(context),
        mayChangeGateway(context, { userId: user.id }),
      ])
      return { setup: setup ? (mayTest ? setup : withoutFaults(setup)) : null, mayTest }
    }),
  )

  app.route(
    appRoute(context, testCallbackRoute, async ({ user, params, body }) => {
      await requireTest(context, { userId: user.id, ...params })
      return tested(await askCallbackTest(context, body), 'Callback', body.name) ?? away
    }),
  )

  app.route(
    appRoute(context, testMcpServerRoute, async ({ user, params, body }) => {
      await requireTest(context, { userId: user.id, ...params })
      const answer = await askMcpServerTest(context, body.name)
      return tested(answer, 'MCP server', body.name) ?? { ...away, tools: [] }
    }),
  )
}

function withoutFaults(setup: GatewaySetup): GatewaySetup {
  return { ...setup, refusal: setup.refusal && { ...setup.refusal, faults: [] } }
}

/** What a test tells of addresses, and starts on the machine of the gateway, is for those who look after it. */
async function requireTest(
  context: ServerContext,
  who: { readonly userId: string; readonly projectId: string },
): Promise<void> {
  await requireProjectAccess(context, who)
  if (!(await mayChangeGateway(context, who))) throw new KansokuError('access_denied')
}
