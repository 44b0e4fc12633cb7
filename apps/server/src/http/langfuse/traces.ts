import {
  type FilterCondition,
  getPublicTrace,
  KansokuError,
  listPublicTraces,
  type PublicTraceDetail,
  type PublicTraceListItem,
  type RouteRequest,
  type TraceFieldGroup,
} from '@kansoku/contracts'
import {
  askObservationIdsOfTraces,
  askScoreIdsOfTraces,
  askTraceRecords,
  askTraceStatistics,
  findPage,
  getWholeTrace,
  type TraceRecord,
  type TraceStatistics,
  toTraceStatistics,
} from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { allOf, equal, mergeConditions, oneOf, timeRange } from './conditions.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { presentObservation } from './present-observation.ts'
import { isScoreV1, presentScoreV1 } from './present-score.ts'
import { htmlPathOf, presentTrace } from './present-trace.ts'
import { publicRoute } from './public-route.ts'

/** Traces of the legacy read API. */
export const traceRoutes: Door = (context) => async (app) => {
  const { analytics, projectModels } = context

  app.route(
    publicRoute(context, listPublicTraces, async ({ principal, query }) => {
      const { projectId } = principal
      const { traces, totalItems } = await findPage(analytics, {
        projectId,
        ...timeRange('timestamp', { from: query.fromTimestamp, to: query.toTimestamp }, query.filter),
        filter: conditionsOf(query),
        orderBy: query.orderBy.column,
        order: query.orderBy.order,
        limit: query.limit,
        offset: offsetOf(query),
      })
      const data = await describeTraces(context, { projectId, traces, fields: query.fields })
      return { data, meta: pageMeta(query, totalItems) }
    }),
  )

  app.route(
    publicRoute(context, getPublicTrace, async ({ principal: { projectId }, params: { traceId }, query }) => {
      const has = (group: TraceFieldGroup) => query.fields.includes(group)
      const whole = await getWholeTrace(analytics, {
        projectId,
        traceId,
        observations: has('observations'),
        measures: has('metrics'),
        scores: has('scores'),
      })
      if (!whole) throw new KansokuError('not_found', `Trace ${traceId} not found within authorized project`)
      const { trace, observations, scores } = whole
      return {
        ...presentFields(trace, projectId, query.fields, whole),
        observations: observations.map((observation) =>
          presentObservation(observation, projectId, projectModels.of(projectId)),
        ),
        scores: scores.filter(isScoreV1).map(presentScoreV1),
      }
    }),
  )
}

type ListQuery = RouteRequest<typeof listPublicTraces>['query']

function conditionsOf(query: ListQuery): FilterCondition[] {
  const simple = [
    ...equal('userId', query.userId),
    ...equal('name', query.name),
    ...equal('sessionId', query.sessionId),
    ...equal('version', query.version),
    ...equal('release', query.release),
    ...allOf('tags', query.tags),
    ...oneOf('environment', query.environment),
  ]
  return mergeConditions(simple, query.filter)
}

interface Page {
  readonly projectId: string
  readonly traces: readonly { readonly id: string; readonly timestamp: string }[]
  readonly fields: readonly TraceFieldGroup[]
}

/** The traces of a page with the groups of fields asked for. */
async function describeTraces(
  { analytics }: ServerContext,
  { projectId, traces, fields }: Page,
): Promise<PublicTraceListItem[]> {
  if (traces.length === 0) return []
  const page = { projectId, traceIds: traces.map(({ id }) => id) }
  const [records, statistics, observations, scores] = await Promise.all([
    askTraceRecords(analytics, { projectId, keys: [...traces], io: fields.includes('io') }),
    fields.includes('metrics') ? askTraceStatistics(analytics, page) : [],
    fields.includes('observations') ? askObservationIdsOfTraces(analytics, page) : [],
    fields.includes('scores') ? askScoreIdsOfTraces(analytics, page) : [],
  ])
  const recordById = new Map(records.map((record) => [record.id, record]))
  const statisticsById = new Map(statistics.map((row) => [row.trace_id, row]))
  const observationsById = new Map(observations.map((row) => [row.trace_id, row.ids]))
  const scoresById = new Map(scores.map((row) => [row.trace_id, row.ids]))
  return traces.flatMap(({ id }) => {
    const record = recordById.get(id)
    if (!record) return []
    return {
      ...presentFields(record, projectId, fields, toTraceStatistics(statisticsById.get(id))),
      observations: observationsById.get(id) ?? [],
      scores: scoresById.get(id) ?? [],
    }
  })
}

/** What both shapes share; groups that were not asked for read as empty, -1 for measures. */
function presentFields(
  trace: TraceRecord,
  projectId: string,
  fields: readonly TraceFieldGroup[],
  { latency, totalCost }: Pick<TraceStatistics, 'latency' | 'totalCost'>,
): Omit<PublicTraceDetail, 'observations' | 'scores'> {
  const measured = fields.includes('metrics')
  return {
    ...presentTrace(trace, projectId),
    ...(!fields.includes('io') && { input: null, output: null, metadata: {} }),
    htmlPath: htmlPathOf(projectId, trace.id),
    latency: measured ? (latency ?? 0) : -1,
    totalCost: measured ? (totalCost ?? 0) : -1,
  }
}
