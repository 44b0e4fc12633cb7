import { type FilterCondition, KansokuError, listObservationsV2, type RouteRequest } from '@kansoku/contracts'
import { askObservationRecords, askTraceHeads, findNewestObservations, recordGroups } from '@kansoku/query'
import { z } from 'zod'
import type { Door, ServerContext } from '../../context.ts'
import { empty, equal, flagged, mergeConditions, oneOf, timeRange } from './conditions.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { presentObservationV2 } from './present-observation-v2.ts'
import { publicRoute } from './public-route.ts'

/** The last observation of a page. Source of the keys: Langfuse's cursors. */
const position = z.object({
  lastStartTimeTo: z.iso.datetime(),
  lastTraceId: z.string(),
  lastId: z.string(),
})

/** Groups whose fields live on the trace. */
const traceGroups = ['basic', 'trace_context'] as const

type Query = RouteRequest<typeof listObservationsV2>['query']

/** Observations of the observation-first read API. */
export const observationV2Routes: Door = (context) => async (app) => {
  app.route(
    publicRoute(context, listObservationsV2, async ({ principal: { projectId }, query }) => {
      refuseSlowTextFilters(query.filter ?? [])
      const last = query.cursor === undefined ? undefined : readCursor(position, query.cursor)
      const keys = await findNewestObservations(context.analytics, {
        projectId,
        ...timeRange('startTime', { from: query.fromStartTime, to: query.toStartTime }, query.filter),
        filter: conditionsOf(query),
        ...(last && {
          after: { startTime: last.lastStartTimeTo, traceId: last.lastTraceId, id: last.lastId },
        }),
        limit: query.limit + 1,
      })
      const page = keys.slice(0, query.limit)
      const end = keys.length > query.limit ? page.at(-1) : undefined
      const cursor =
        end && writeCursor({ lastStartTimeTo: end.start_time, lastTraceId: end.trace_id, lastId: end.id })
      const data = await describe(context, { projectId, keys: page, query })
      return { data, meta: cursor === undefined ? {} : { cursor } }
    }),
  )
}

interface Page {
  readonly projectId: string
  readonly keys: readonly { id: string; trace_id: string; start_time: string }[]
  readonly query: Query
}

async function describe({ analytics, projectModels }: ServerContext, { projectId, keys, query }: Page) {
  if (keys.length === 0) return []
  const { fields, expandMetadata = [] } = query
  const traceIds = [...new Set(keys.map(({ trace_id }) => trace_id))]
  const [records, traces] = await Promise.all([
    askObservationRecords(analytics, {
      projectId,
      keys: [...keys],
      groups: recordGroups.filter((group) => fields.includes(group)),
    }),
    traceGroups.some((group) => fields.includes(group))
      ? askTraceHeads(analytics, { projectId, traceIds })
      : [],
  ])
  const recordById = new Map(records.map((record) => [record.id, record]))
  const traceById = new Map(traces.map((trace) => [trace.id, trace]))
  const shape = { projectId, ownModels: projectModels.of(projectId), fields, expandMetadata }
  return keys.flatMap(({ id, trace_id }) => {
    const record = recordById.get(id)
    if (!record) return []
    return [presentObservationV2(record, traceById.get(trace_id), shape)]
  })
}

function conditionsOf(query: Query): FilterCondition[] {
  const { parentObservationId: parent } = query
  const simple = [
    ...equal('name', query.name),
    ...equal('userId', query.userId),
    ...equal('sessionId', query.sessionId),
    ...equal('type', query.type),
    ...equal('traceId', query.traceId),
    ...equal('level', query.level),
    ...equal('version', query.version),
    ...(parent === '' ? [empty('parentObservationId')] : equal('parentObservationId', parent)),
    ...flagged('isRootObservation', query.isRootObservation),
    ...oneOf('environment', query.environment),
  ]
  return mergeConditions(simple, query.filter)
}

/** Substrings alone would read every input and output of the project. Source: Langfuse's rule for v2. */
function refuseSlowTextFilters(filter: readonly FilterCondition[]): void {
  const texts = filter.filter(({ column }) => column === 'input' || column === 'output')
  const selective = texts.some(({ operator }) => operator === '=' || operator === 'matches')
  if (texts.length === 0 || selective) return
  throw new KansokuError(
    'invalid_request',
    "Filters on input or output need at least one '=' or 'matches' condition on input or output: use matches instead of contains.",
  )
}
