import {
  changePassword,
  changeAccount as changeRoute,
  endAccountSession as endRoute,
  getAccount,
} from '@kansoku/contracts'
import { changeAccount, endAccountSession, listAccountSessions } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

/** The account of who asks, whatever they may open. */
export const accountRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, getAccount, async ({ user, sessionId }) => ({
      user,
      sessions: await listAccountSessions(context, { userId: user.id, sessionId }),
    })),
  )
  app.route(
    appRoute(context, changeRoute, async ({ user, body }) => {
      await changeAccount(context, { userId: user.id, changes: body })
      return {}
    }),
  )
  app.route(
    appRoute(context, changePassword, async ({ user, sessionId, ip, body }) => {
      await context.accounts.changePassword({ userId: user.id, sessionId, ...body }, ip)
      return {}
    }),
  )
  app.route(
    appRoute(context, endRoute, async ({ user, params }) => {
      await endAccountSession(context, { userId: user.id, ...params })
      return {}
    }),
  )
}
