import {
  availableTeamsHeader,
  managementPrefix,
  type Route,
  type RouteRequest,
  type RouteResponse,
  readAvailableTeams,
} from '@kansoku/contracts'
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { parseInput } from '../parse-request.ts'
import { untilReadable } from '../until-readable.ts'
import { findCaller, type ManagementCaller, requireAdmin } from './caller.ts'

/** What a handler gets: the parsed parts of its route, and what the gateway says of who asks. */
type ManagementRequest<R extends Route> = RouteRequest<R> & {
  readonly caller: ManagementCaller
  /** Ids of teams that the gateway opens to users, with the routes that ask for them. */
  readonly availableTeams: readonly string[]
}

type Handler<R extends Route> = (input: ManagementRequest<R>) => Promise<RouteResponse<R>>

/**
 * A management route for the holder of the master key and for proxy admins, or for keys as well: then its handler sees to
 * what they may look at and change.
 */
export function managementRoute<R extends Route>(
  context: ServerContext,
  route: R,
  handle: Handler<R>,
  { openToKeys = false } = {},
): RouteOptions {
  return {
    method: route.method,
    url: managementPrefix + route.path,
    handler: async (request: FastifyRequest) => {
      const caller = await findCaller(context, request)
      if (!openToKeys) requireAdmin(caller, route.path)
      const availableTeams = teamsOf(request)
      const parts = parseInput(route, request) as object
      const input = { ...parts, caller, availableTeams } as ManagementRequest<R>
      await untilReadable(context, route)
      return route.response.parse(await handle(input))
    },
  }
}

function teamsOf({ headers }: FastifyRequest): readonly string[] {
  const header = headers[availableTeamsHeader]
  return readAvailableTeams(typeof header === 'string' ? header : undefined)
}
