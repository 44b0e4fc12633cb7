import {
  getDashboardOverview,
  getErrors as getErrorsRoute,
  getFirstTrace,
  getLatencyHistogram as getLatencyHistogramRoute,
  getLatency as getLatencyRoute,
  getModelUsage as getModelUsageRoute,
  getTracesOverTime as getTracesOverTimeRoute,
  listEnvironments as listEnvironmentsRoute,
} from '@kansoku/contracts'
import {
  findFirstTrace,
  getErrors,
  getLatency,
  getLatencyHistogram,
  getModelUsage,
  getOverview,
  getTracesOverTime,
  listEnvironments,
} from '@kansoku/query'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

/** What the home page shows. The questions answer in the shape of the routes; the routes list every field. */
export const homeRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, getDashboardOverview, ({ params, query }) =>
      getOverview(analytics, { ...params, ...query }),
    ),
  )
  app.route(
    appRoute(context, getTracesOverTimeRoute, ({ params, query }) =>
      getTracesOverTime(analytics, { ...params, ...query }),
    ),
  )
  app.route(
    appRoute(context, getModelUsageRoute, ({ params, query }) =>
      getModelUsage(analytics, { ...params, ...query }),
    ),
  )
  app.route(
    appRoute(context, getLatencyRoute, ({ params, query }) => getLatency(analytics, { ...params, ...query })),
  )
  app.route(
    appRoute(context, getLatencyHistogramRoute, async ({ params, query }) => ({
      bins: await getLatencyHistogram(analytics, { ...params, ...query }),
    })),
  )
  app.route(
    appRoute(context, getErrorsRoute, ({ params, query }) => getErrors(analytics, { ...params, ...query })),
  )
  app.route(
    appRoute(context, getFirstTrace, async ({ params }) => ({
      timestamp: await findFirstTrace(analytics, params),
    })),
  )
  app.route(
    appRoute(context, listEnvironmentsRoute, async ({ params }) => ({
      environments: await listEnvironments(analytics, { ...params, now: context.clock.now().getTime() }),
    })),
  )
}
