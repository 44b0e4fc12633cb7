import type { Route, RouteRequest, RouteResponse } from '@kansoku/contracts'
import { requireProjectAccess, type SignedInUser } from '@kansoku/platform'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { parseInput } from '../parse-request.ts'
import { untilReadable } from '../until-readable.ts'
import { requireSession } from './require-user.ts'

/** What a handler of the UI's API gets: the parsed parts of its route and who asks. */
export type AppRequest<R extends Route> = RouteRequest<R> & {
  readonly user: SignedInUser
  readonly sessionId: string
  readonly ip: string
}

type Handler<R extends Route> = (request: AppRequest<R>) => Promise<RouteResponse<R>>

/**
 * A route of the UI's API. Whoever is not signed in gets 401; where the path names a project, whoever may not see
 * that project gets 404, as if it did not exist.
 */
export function appRoute<R extends Route>(
  context: ServerContext,
  route: R,
  handle: Handler<R>,
): RouteOptions {
  return {
    method: route.method,
    url: route.path,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const { user, sessionId } = await requireSession(context, request)
      const { projectId } = request.params as { projectId?: string }
      if (projectId !== undefined) await requireProjectAccess(context, { userId: user.id, projectId })
      const parsed = parseInput(route, request) as object
      const input = { ...parsed, user, sessionId, ip: request.ip } as AppRequest<R>
      await untilReadable(context, route)
      reply.header('cache-control', 'no-store')
      return route.response.parse(await handle(input))
    },
  }
}
