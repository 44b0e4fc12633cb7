import { getPublicSession, KansokuError, listPublicSessions } from '@kansoku/contracts'
import { getSession, listSessions } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { presentTrace } from './present-trace.ts'
import { publicRoute } from './public-route.ts'

/** Sessions of the legacy read API. */
export const sessionRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    publicRoute(context, listPublicSessions, async ({ principal: { projectId }, query }) => {
      const { sessions, totalItems } = await listSessions(analytics, {
        projectId,
        from: query.fromTimestamp,
        to: query.toTimestamp,
        environment: query.environment,
        limit: query.limit,
        offset: offsetOf(query),
      })
      const data = sessions.map((session) => ({
        id: session.id,
        createdAt: session.created_at,
        projectId,
        environment: session.first_environment,
      }))
      return { data, meta: pageMeta(query, totalItems) }
    }),
  )

  app.route(
    publicRoute(context, getPublicSession, async ({ principal: { projectId }, params }) => {
      const session = await getSession(analytics, { projectId, ...params })
      if (!session) throw new KansokuError('not_found', 'Session not found within authorized project')
      const { id, createdAt, environment, traces } = session
      return {
        id,
        createdAt,
        projectId,
        environment,
        traces: traces.map((trace) => presentTrace(trace, projectId)),
      }
    }),
  )
}
