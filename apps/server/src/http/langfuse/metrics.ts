import { getDailyMetrics as getDailyMetricsRoute, getMetricsV1, getMetricsV2 } from '@kansoku/contracts'
import { getDailyMetrics, getMetrics } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { allOf, equal } from './conditions.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { publicRoute } from './public-route.ts'

/** The metrics API, both generations, and its older daily form. */
export const metricsRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    publicRoute(context, getMetricsV1, async ({ principal: { projectId }, query: { query } }) => ({
      data: await getMetrics(analytics, { projectId, query, generation: 'v1' }),
    })),
  )

  app.route(
    publicRoute(context, getMetricsV2, async ({ principal: { projectId }, query: { query } }) => ({
      data: await getMetrics(analytics, { projectId, query, generation: 'v2' }),
    })),
  )

  app.route(
    publicRoute(context, getDailyMetricsRoute, async ({ principal: { projectId }, query }) => {
      const { days, totalItems } = await getDailyMetrics(analytics, {
        projectId,
        from: query.fromTimestamp,
        to: query.toTimestamp,
        environment: query.environment,
        filter: [
          ...equal('name', query.traceName),
          ...equal('userId', query.userId),
          ...allOf('tags', query.tags),
        ],
        limit: query.limit,
        offset: offsetOf(query),
      })
      return { data: days, meta: pageMeta(query, totalItems) }
    }),
  )
}
