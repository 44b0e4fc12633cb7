import {
  getObservationCounts as getCountsRoute,
  getObservationFacets as getFacetsRoute,
  listObservationMetadataKeys,
  listProjectObservations as listRoute,
} from '@kansoku/contracts'
import {
  askMetadataKeysOfObservations,
  countObservationsOverTime,
  getObservationFacets,
  listObservations,
} from '@kansoku/query'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { presentObservationRow } from './present-observation.ts'

/** Observations of all traces of a project, as the web UI lists them. */
export const observationRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, listRoute, async ({ params, query: { page, limit, ...selection } }) => {
      const offset = (page - 1) * limit
      const list = { ...params, ...selection, limit, offset }
      const { rows, totalItems } = await listObservations(analytics, list)
      const totalPages = Math.ceil(totalItems / limit)
      return { rows: rows.map(presentObservationRow), page, limit, totalItems, totalPages }
    }),
  )

  app.route(
    appRoute(context, getCountsRoute, ({ params, query }) =>
      countObservationsOverTime(analytics, { ...params, ...query }),
    ),
  )

  app.route(
    appRoute(context, getFacetsRoute, ({ params, query }) =>
      getObservationFacets(analytics, { ...params, ...query }),
    ),
  )

  app.route(
    appRoute(context, listObservationMetadataKeys, async ({ params, query }) => ({
      keys: (await askMetadataKeysOfObservations(analytics, { ...params, ...query })).map(
        ({ value }) => value,
      ),
    })),
  )
}
