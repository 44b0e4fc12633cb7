import type { Route, RouteRequest, RouteResponse } from '@kansoku/contracts'
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { parseInput } from '../parse-request.ts'
import { untilReadable } from '../until-readable.ts'
import { type ProjectPrincipal, principalOf, requireProject } from './authenticate-project.ts'

/** What a handler of the public API gets: the parsed parts of its route and whose key asks. */
export type PublicRequest<R extends Route> = RouteRequest<R> & { readonly principal: ProjectPrincipal }

/** A route of the public API for the keys that it names. */
export function publicRoute<R extends Route>(
  context: ServerContext,
  route: R,
  handle: (input: PublicRequest<R>, request: FastifyRequest) => Promise<RouteResponse<R>>,
): RouteOptions {
  return {
    method: route.method,
    url: route.path,
    onRequest: requireProject(context, { allow: route.auth === 'scores' ? 'scores' : 'project' }),
    handler: async (request, reply) => {
      const input = { ...(parseInput(route, request) as object), principal: principalOf(request) }
      await untilReadable(context, route)
      reply.code(route.status ?? 200)
      return handle(input as PublicRequest<R>, request)
    },
  }
}
