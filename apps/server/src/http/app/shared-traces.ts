import {
  getSharedObservation,
  getSharedTrace,
  KansokuError,
  type Route,
  type RouteRequest,
  type RouteResponse,
  sharedMediaFilePath,
} from '@kansoku/contracts'
import { getMediaOfTrace, type MediaKey } from '@kansoku/platform'
import { askTraceHeads, getObservation, getTraceWithNodes } from '@kansoku/query'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Door, ServerContext } from '../../context.ts'
import { parseInput } from '../parse-request.ts'
import { sendFile } from '../send-file.ts'
import { presentObservation } from './present-observation.ts'
import { presentSharedObservation, presentSharedTrace } from './present-shared.ts'
import { presentTrace } from './present-trace.ts'

/** Public traces, for whoever has the link: nobody signs in here. */
export const sharedTraceRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    sharedRoute(getSharedTrace, async ({ params }) => {
      await requirePublic(context, params)
      const found = await getTraceWithNodes(analytics, params)
      if (!found) throw notFound(params)
      return presentSharedTrace(presentTrace(found, { mayAnnotate: false, mayDelete: false }))
    }),
  )

  app.route(
    sharedRoute(getSharedObservation, async ({ params }) => {
      await requirePublic(context, params)
      const record = await getObservation(analytics, params)
      if (!record) throw new KansokuError('not_found', `Observation ${params.observationId} not found`)
      return presentSharedObservation(presentObservation(record))
    }),
  )

  app.get<{ Params: MediaKey & Shared }>(sharedMediaFilePath, async (request, reply) => {
    await requirePublic(context, request.params)
    return sendFile(context, request, reply, await getMediaOfTrace(context, request.params))
  })
}

function sharedRoute<R extends Route>(
  route: R,
  handle: (request: RouteRequest<R>) => Promise<RouteResponse<R>>,
): RouteOptions {
  return {
    method: route.method,
    url: route.path,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const input = parseInput(route, request) as RouteRequest<R>
      reply.header('cache-control', 'no-store')
      return route.response.parse(await handle(input))
    },
  }
}

interface Shared {
  readonly projectId: string
  readonly traceId: string
}

async function requirePublic({ analytics, ingestion }: ServerContext, shared: Shared): Promise<void> {
  const { projectId, traceId } = shared
  // It may have been published a moment ago, or taken back.
  await ingestion.settled()
  const [trace] = await askTraceHeads(analytics, { projectId, traceIds: [traceId] })
  if (!trace?.public) throw notFound({ traceId })
}

/** The same for traces that are not public and those that do not exist. */
function notFound({ traceId }: Pick<Shared, 'traceId'>): KansokuError {
  return new KansokuError('not_found', `Trace ${traceId} not found`)
}
