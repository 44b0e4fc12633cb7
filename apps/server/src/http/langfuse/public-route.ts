import type { Route, RouteRequest, RouteResponse } from '@kansoku/contracts'
import type { RouteOptions } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { parseInput } from '../parse-request.ts'
import { type ProjectPrincipal, principalOf, requireProject } from './authenticate-project.ts'

/** What a handler of the public API gets: the parsed parts of its route and whose key asks. */
export type PublicRequest<R extends Route> = RouteRequest<R> & { readonly principal: ProjectPrincipal }

/** A route of the public API for project keys. */
export function publicRoute<R extends Route>(
  context: ServerContext,
  route: R,
  handle: (request: PublicRequest<R>) => Promise<RouteResponse<R>>,
): RouteOptions {
  return {
    method: route.method,
    url: route.path,
    onRequest: requireProject(context),
    handler: (request) => {
      const input = { ...(parseInput(route, request) as object), principal: principalOf(request) }
      return handle(input as PublicRequest<R>)
    },
  }
}
