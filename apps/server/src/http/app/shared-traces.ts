import {
  getSharedObservation,
  getSharedTrace,
  isLedgerName,
  KansokuError,
  type Route,
  type RouteRequest,
  type RouteResponse,
  type TraceDetail,
} from '@kansoku/contracts'
import { askTraceHeads, getObservation, getTraceWithNodes } from '@kansoku/query'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Door, ServerContext } from '../../context.ts'
import { parseInput } from '../parse-request.ts'
import { untilReadable } from '../until-readable.ts'
import { presentObservation } from './present-observation.ts'
import { presentTrace } from './present-trace.ts'

/** Public traces, for whoever has the link: nobody signs in here. */
export const sharedTraceRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    sharedRoute(context, getSharedTrace, async ({ params }) => {
      await requirePublic(context, params)
      const found = await getTraceWithNodes(analytics, params)
      if (!found) throw notFound(params)
      return withoutPeople(presentTrace({ ...found, scores: [] }, { mayAnnotate: false, mayDelete: false }))
    }),
  )

  app.route(
    sharedRoute(context, getSharedObservation, async ({ params }) => {
      await requirePublic(context, params)
      const record = await getObservation(analytics, params)
      if (!record) throw new KansokuError('not_found', `Observation ${params.observationId} not found`)
      const observation = presentObservation(record)
      return { ...observation, metadata: withoutCaller(observation.metadata) }
    }),
  )
}

function sharedRoute<R extends Route>(
  context: ServerContext,
  route: R,
  handle: (request: RouteRequest<R>) => Promise<RouteResponse<R>>,
): RouteOptions {
  return {
    method: route.method,
    url: route.path,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const input = parseInput(route, request) as RouteRequest<R>
      await untilReadable(context, route)
      reply.header('cache-control', 'no-store')
      return route.response.parse(await handle(input))
    },
  }
}

/** Who called and what people think of it is for the project's own. */
function withoutPeople(trace: TraceDetail): TraceDetail {
  return { ...trace, userId: null, sessionId: null, metadata: withoutCaller(trace.metadata) }
}

const ofCaller: ReadonlySet<string> = new Set(['requester_ip_address', 'user_agent', 'requester_metadata'])

/** Metadata without what gateways note about who has called them. */
function withoutCaller(metadata: TraceDetail['metadata']): TraceDetail['metadata'] {
  return Object.fromEntries(
    Object.entries(metadata).filter(([name]) => !isLedgerName(name) && !ofCaller.has(name)),
  )
}

interface Shared {
  readonly projectId: string
  readonly traceId: string
}

async function requirePublic({ analytics }: ServerContext, { projectId, traceId }: Shared): Promise<void> {
  const [trace] = await askTraceHeads(analytics, { projectId, traceIds: [traceId] })
  if (!trace?.public) throw notFound({ traceId })
}

/** The same for traces that are not public and those that do not exist. */
function notFound({ traceId }: Pick<Shared, 'traceId'>): KansokuError {
  return new KansokuError('not_found', `Trace ${traceId} not found`)
}
