import {
  getPublicObservation,
  KansokuError,
  listPublicObservations,
  type RouteRequest,
} from '@kansoku/contracts'
import { askObservationRecords, findObservationPage, getObservation } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { equal, mergeConditions, oneOf, timeRange } from './conditions.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { presentObservation } from './present-observation.ts'
import { publicRoute } from './public-route.ts'

/** Observations of the legacy read API. */
export const observationRoutes: Door = (context) => async (app) => {
  const { analytics, projectModels } = context

  app.route(
    publicRoute(context, listPublicObservations, async ({ principal: { projectId }, query }) => {
      const { keys, totalItems } = await findObservationPage(analytics, {
        projectId,
        ...timeRange('startTime', { from: query.fromStartTime, to: query.toStartTime }, query.filter),
        filter: conditionsOf(query),
        limit: query.limit,
        offset: offsetOf(query),
      })
      const records = keys.length === 0 ? [] : await askObservationRecords(analytics, { projectId, keys })
      const byId = new Map(records.map((record) => [record.id, record]))
      const data = keys.flatMap(({ id }) => {
        const record = byId.get(id)
        return record ? [presentObservation(record, projectId, projectModels.of(projectId))] : []
      })
      return { data, meta: pageMeta(query, totalItems) }
    }),
  )

  app.route(
    publicRoute(context, getPublicObservation, async ({ principal: { projectId }, params }) => {
      const record = await getObservation(analytics, { projectId, ...params })
      if (!record) throw new KansokuError('not_found', 'Observation not found within authorized project')
      return presentObservation(record, projectId, projectModels.of(projectId))
    }),
  )
}

function conditionsOf(query: RouteRequest<typeof listPublicObservations>['query']) {
  const simple = [
    ...equal('name', query.name),
    ...equal('userId', query.userId),
    ...equal('type', query.type),
    ...equal('traceId', query.traceId),
    ...equal('level', query.level),
    ...equal('version', query.version),
    ...equal('parentObservationId', query.parentObservationId),
    ...oneOf('environment', query.environment),
  ]
  return mergeConditions(simple, query.filter)
}
