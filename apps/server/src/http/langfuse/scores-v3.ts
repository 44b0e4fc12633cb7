import { type FilterCondition, listScoresV3, type RouteRequest } from '@kansoku/contracts'
import { askScores } from '@kansoku/query'
import { z } from 'zod'
import type { Door } from '../../context.ts'
import { oneOf } from './conditions.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { presentScoreV3 } from './present-score.ts'
import { publicRoute } from './public-route.ts'

/** The last score of a page. Source of the keys: Langfuse's cursors. */
const position = z.object({ v: z.literal(1), lastTimestamp: z.iso.datetime(), lastId: z.string() })

type Query = RouteRequest<typeof listScoresV3>['query']

/** Scores of the third generation of the read API. */
export const scoreV3Routes: Door = (context) => async (app) => {
  app.route(
    publicRoute(context, listScoresV3, async ({ principal: { projectId }, query }) => {
      const last = query.cursor === undefined ? undefined : readCursor(position, query.cursor)
      const found = await askScores(context.analytics, {
        projectId,
        from: query.fromTimestamp,
        to: query.toTimestamp,
        filter: conditionsOf(query),
        ...valuesOf(query),
        ...(last && { after: { timestamp: last.lastTimestamp, id: last.lastId } }),
        limit: query.limit + 1,
        offset: 0,
      })
      const page = found.slice(0, query.limit)
      const end = found.length > query.limit ? page.at(-1) : undefined
      const cursor = end && writeCursor({ v: 1, lastTimestamp: end.exact_timestamp, lastId: end.id })
      return {
        data: page.map((score) => presentScoreV3(score, projectId, query.fields ?? [])),
        meta: { limit: query.limit, ...(cursor !== undefined && { cursor }) },
      }
    }),
  )
}

function conditionsOf(query: Query): FilterCondition[] {
  const texts = query.dataType?.[0] === 'CATEGORICAL' ? query.value : undefined
  return [
    ...oneOf('id', query.id),
    ...oneOf('name', query.name),
    ...oneOf('source', query.source),
    ...oneOf('dataType', query.dataType),
    ...oneOf('environment', query.environment),
    ...oneOf('configId', query.configId),
    ...oneOf('queueId', query.queueId),
    ...oneOf('authorUserId', query.authorUserId),
    ...oneOf('stringValue', texts),
    ...oneOf('sessionId', query.sessionId),
    ...oneOf('datasetRunId', query.experimentId),
    ...oneOf('traceId', query.traceId),
    ...oneOf('observationId', query.observationId),
    ...bound('>=', query.valueMin),
    ...bound('<=', query.valueMax),
  ]
}

function bound(operator: '>=' | '<=', value: number | undefined): FilterCondition[] {
  return value === undefined ? [] : [{ type: 'number', column: 'value', operator, value }]
}

function valuesOf({ dataType, value }: Query): { values?: number[] } {
  if (value === undefined || dataType?.[0] === 'CATEGORICAL') return {}
  const toNumber = dataType?.[0] === 'BOOLEAN' ? (text: string) => (text === 'true' ? 1 : 0) : Number
  return { values: value.map(toNumber) }
}
