import {
  getProjectSession as getSessionRoute,
  KansokuError,
  listProjectSessions as listSessionsRoute,
  listSessionTurns as listTurnsRoute,
} from '@kansoku/contracts'
import { describeSessions, listDescribedSessions, listTurns } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { presentSession, presentTurn } from './present-group.ts'
import { withFormerKeys } from './with-former-keys.ts'

/** Sessions as the web UI shows them: conversations that several traces are part of. */
export const conversationRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, listSessionsRoute, async ({ params, query }) => {
      const { page, limit, ...selection } = await withFormerKeys(context, params.projectId, query)
      const offset = (page - 1) * limit
      const list = { ...params, ...selection, limit, offset }
      const { sessions, totalItems } = await listDescribedSessions(analytics, list)
      const totalPages = Math.ceil(totalItems / limit)
      return { rows: sessions.map(presentSession), page, limit, totalItems, totalPages }
    }),
  )

  app.route(
    appRoute(context, getSessionRoute, async ({ params: { projectId, sessionId } }) => {
      const [session] = await describeSessions(analytics, { projectId, sessionIds: [sessionId] })
      if (!session) throw new KansokuError('not_found', `Session ${sessionId} not found`)
      return presentSession(session)
    }),
  )

  app.route(
    appRoute(context, listTurnsRoute, async ({ params, query: { after, limit } }) => {
      const { turns, next } = await listTurns(analytics, {
        ...params,
        limit,
        ...(after && { after: readCursor(after) }),
      })
      return { turns: turns.map(presentTurn), next: next && `${next.timestamp}~${next.id}` }
    }),
  )
}

function readCursor(cursor: string): { timestamp: string; id: string } {
  const end = cursor.indexOf('~')
  return { timestamp: cursor.slice(0, end), id: cursor.slice(end + 1) }
}
