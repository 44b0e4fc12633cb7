import {
  type FilterCondition,
  getScoreV1,
  getScoreV2,
  KansokuError,
  listScoresV1,
  listScoresV2,
  type RouteRequest,
} from '@kansoku/contracts'
import { askTraceHeads, getScore, listScores, type ScoreRecord, type TraceHead } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { allOf, equal, mergeConditions, oneOf, present, timeRange } from './conditions.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { isScoreV1, presentScoreTrace, presentScoreV1, presentScoreV2 } from './present-score.ts'
import { publicRoute } from './public-route.ts'

/** Scores of the first two generations of the read API. */
export const scoreRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    publicRoute(context, listScoresV1, async ({ principal: { projectId }, query }) => {
      const filter = [...conditionsOf(query), present('traceId'), withoutCorrections]
      const { scores, totalItems } = await listScores(analytics, selectionOf(projectId, query, filter))
      const traces = await tracesOf(context, projectId, scores)
      const data = scores.map((score) => ({
        ...presentScoreV1(score),
        trace: presentScoreTrace(traces.get(score.trace_id ?? '')),
      }))
      return { data, meta: pageMeta(query, totalItems) }
    }),
  )

  app.route(
    publicRoute(context, getScoreV1, async ({ principal: { projectId }, params }) => {
      const score = await getScore(analytics, { projectId, ...params })
      if (!score || !isScoreV1(score)) throw notFound()
      return presentScoreV1(score)
    }),
  )

  app.route(
    publicRoute(context, listScoresV2, async ({ principal: { projectId }, query }) => {
      const simple = [
        ...conditionsOf(query),
        ...equal('traceId', query.traceId),
        ...equal('sessionId', query.sessionId),
        ...equal('datasetRunId', query.datasetRunId),
        ...oneOf('observationId', query.observationId),
      ]
      const filter = mergeConditions(simple, query.filter)
      const { scores, totalItems } = await listScores(analytics, {
        ...selectionOf(projectId, query, filter),
        ...(query.filter?.some(({ column }) => column === 'timestamp') && { from: undefined, to: undefined }),
      })
      const traces = query.fields.trace ? await tracesOf(context, projectId, scores) : undefined
      const data = scores.map((score) => ({
        ...presentScoreV2(score, projectId),
        ...(traces && { trace: presentScoreTrace(traces.get(score.trace_id ?? '')) }),
      }))
      return { data, meta: pageMeta(query, totalItems) }
    }),
  )

  app.route(
    publicRoute(context, getScoreV2, async ({ principal: { projectId }, params }) => {
      const score = await getScore(analytics, { projectId, ...params })
      if (!score) throw notFound()
      return presentScoreV2(score, projectId)
    }),
  )
}

/** What both generations take; only the second has `filter` and more subjects. */
type SharedQuery = Omit<RouteRequest<typeof listScoresV2>['query'], 'fields' | 'observationId'>

const withoutCorrections: FilterCondition = {
  type: 'stringOptions',
  column: 'dataType',
  operator: 'none of',
  value: ['CORRECTION'],
}

function conditionsOf(query: SharedQuery): FilterCondition[] {
  return [
    ...equal('userId', query.userId),
    ...equal('name', query.name),
    ...equal('source', query.source),
    ...equal('dataType', query.dataType),
    ...equal('configId', query.configId),
    ...equal('queueId', query.queueId),
    ...oneOf('id', query.scoreIds),
    ...oneOf('environment', query.environment),
    ...allOf('traceTags', query.traceTags),
  ]
}

/** An operator without a value, or a value without one, is ignored. */
function selectionOf(projectId: string, query: SharedQuery, filter: FilterCondition[]) {
  const { operator, value } = query
  return {
    projectId,
    ...timeRange('timestamp', { from: query.fromTimestamp, to: query.toTimestamp }),
    filter,
    ...(operator !== undefined && value !== undefined && { compare: { operator, value } }),
    limit: query.limit,
    offset: offsetOf(query),
  }
}

async function tracesOf(
  { analytics }: ServerContext,
  projectId: string,
  scores: readonly ScoreRecord[],
): Promise<Map<string, TraceHead>> {
  const traceIds = [...new Set(scores.flatMap(({ trace_id }) => trace_id ?? []))]
  if (traceIds.length === 0) return new Map()
  const heads = await askTraceHeads(analytics, { projectId, traceIds })
  return new Map(heads.map((head) => [head.id, head]))
}

function notFound(): KansokuError {
  return new KansokuError('not_found', 'Score not found within authorized project')
}
