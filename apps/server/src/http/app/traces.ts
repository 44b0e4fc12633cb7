import {
  getObservation as getObservationRoute,
  getTraceCounts as getTraceCountsRoute,
  getTraceDocument,
  getTraceFacets as getTraceFacetsRoute,
  getTrace as getTraceRoute,
  KansokuError,
  listTraceMetadataKeys,
  listTraces as listTracesRoute,
} from '@kansoku/contracts'
import { hasProjectScope, requireProjectAccess } from '@kansoku/platform'
import {
  askMetadataKeysOfTraces,
  askTraceStatistics,
  countTracesOverTime,
  getObservation,
  getTraceFacets,
  getTraceWithNodes,
  getWholeTrace,
  listTraces,
  toTraceStatistics,
} from '@kansoku/query'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { presentDocument } from './present-document.ts'
import { presentObservation } from './present-observation.ts'
import { presentTrace, presentTraceRow } from './present-trace.ts'
import { withFormerKeys } from './with-former-keys.ts'

/** Traces as the web UI shows them. */
export const traceRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, listTracesRoute, async ({ params, query }) => {
      const { page, limit, ...selection } = await withFormerKeys(context, params.projectId, query)
      const offset = (page - 1) * limit
      const { rows, totalItems } = await listTraces(analytics, { ...params, ...selection, limit, offset })
      const totalPages = Math.ceil(totalItems / limit)
      return { rows: rows.map(presentTraceRow), page, limit, totalItems, totalPages }
    }),
  )

  app.route(
    appRoute(context, getTraceCountsRoute, async ({ params, query }) =>
      countTracesOverTime(analytics, {
        ...params,
        ...(await withFormerKeys(context, params.projectId, query)),
      }),
    ),
  )

  app.route(
    appRoute(context, getTraceFacetsRoute, ({ params, query }) =>
      getTraceFacets(analytics, { ...params, ...query }),
    ),
  )

  app.route(
    appRoute(context, listTraceMetadataKeys, async ({ params, query }) => ({
      keys: (await askMetadataKeysOfTraces(analytics, { ...params, ...query })).map(({ value }) => value),
    })),
  )

  app.route(
    appRoute(context, getTraceRoute, async ({ user, params }) => {
      const { role } = await requireProjectAccess(context, { userId: user.id, ...params })
      const found = await getTraceWithNodes(analytics, params)
      if (!found) throw new KansokuError('not_found', `Trace ${params.traceId} not found`)
      return presentTrace(found, {
        mayAnnotate: hasProjectScope(role, 'traces:annotate'),
        mayDelete: hasProjectScope(role, 'traces:delete'),
      })
    }),
  )

  app.route(
    appRoute(context, getTraceDocument, async ({ params }) => {
      const { projectId, traceId } = params
      const everything = { observations: true, measures: false, scores: true }
      const [whole, [statistics]] = await Promise.all([
        getWholeTrace(analytics, { projectId, traceId, ...everything }),
        askTraceStatistics(analytics, { projectId, traceIds: [traceId] }),
      ])
      if (!whole) throw new KansokuError('not_found', `Trace ${traceId} not found`)
      return presentDocument(whole, toTraceStatistics(statistics))
    }),
  )

  app.route(
    appRoute(context, getObservationRoute, async ({ params }) => {
      const record = await getObservation(analytics, params)
      if (!record) throw new KansokuError('not_found', `Observation ${params.observationId} not found`)
      return presentObservation(record)
    }),
  )
}
