import {
  type CallTry,
  type GatewayCallRow,
  getCallOfObservation as getCallOfObservationRoute,
  getCallTries as getCallTriesRoute,
  listGatewayCalls as listGatewayCallsRoute,
} from '@kansoku/contracts'
import { askCallOfObservation, getTries, listCalls, objectExists, type RecordedCall } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { allHashesOf, namesOf, type Reader } from './name-usage.ts'

/** The request log: what the ledger has of each try at a model. */
export const gatewayCallRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, listGatewayCallsRoute, async ({ user, params, query }) => {
      const reader = { userId: user.id, ...params }
      const { page, limit, key, ...filters } = query
      const wanted = {
        ...params,
        ...filters,
        ...(key ? { key: await allHashesOf(context, params.projectId, key) } : {}),
      }
      const { rows, totalItems } = await listCalls(analytics, {
        ...wanted,
        limit,
        offset: (page - 1) * limit,
      })
      const totalPages = Math.ceil(totalItems / limit)
      return { rows: await presentCalls(context, reader, rows), page, limit, totalItems, totalPages }
    }),
  )

  app.route(
    appRoute(context, getCallTriesRoute, async ({ params, query }) => {
      const [tries, hasTrace] = await Promise.all([
        getTries(analytics, { ...params, ...query }),
        objectExists(analytics, { projectId: params.projectId, type: 'TRACE', id: params.traceId }),
      ])
      return { tries: tries.map(presentToldTry), hasTrace }
    }),
  )

  app.route(
    appRoute(context, getCallOfObservationRoute, async ({ user, params, query: { at } }) => {
      const [found] = await askCallOfObservation(analytics, { ...params, at })
      // Lines of earlier gateways do not say which call they belong to: the tries of all would come.
      if (!found || found.call_id === '') return { call: null, tries: [] }
      const reader = { userId: user.id, projectId: params.projectId }
      const [[call = null], tries] = await Promise.all([
        presentCalls(context, reader, [found]),
        getTries(analytics, { ...params, callId: found.call_id, at: found.started_at }),
      ])
      return { call, tries: tries.map(presentToldTry) }
    }),
  )
}

type ToldTry = Awaited<ReturnType<typeof getTries>>[number]

function presentToldTry(one: ToldTry): CallTry {
  return { ...presentTry(one), observationId: one.observation_id, message: one.message }
}

async function presentCalls(
  context: ServerContext,
  reader: Reader,
  rows: readonly RecordedCall[],
): Promise<GatewayCallRow[]> {
  const [keyOf, teamOf] = await Promise.all([
    namesOf(
      context,
      reader,
      'key',
      rows.map(({ key }) => key),
    ),
    namesOf(
      context,
      reader,
      'team',
      rows.map(({ team }) => team),
    ),
  ])
  return rows.map((row) => {
    const key = keyOf(row.key)
    const team = teamOf(row.team)
    return {
      ...presentTry(row),
      ...{ keyId: key.id, keyName: key.name, teamId: team.id, teamName: team.name },
      endUser: row.end_user,
      callId: row.call_id,
    }
  })
}

function presentTry(row: RecordedCall) {
  return {
    id: row.id,
    startedAt: row.started_at,
    duration: row.duration,
    status: row.status,
    errorClass: row.error_class,
    modelGroup: row.model_group,
    model: row.model,
    deployment: row.deployment,
    provider: row.provider,
    cacheHit: row.cache_hit,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cacheReadTokens: row.cache_read_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    totalTokens: row.total_tokens,
    cost: row.cost,
    traceId: row.trace_id,
  }
}
