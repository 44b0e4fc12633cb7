import { KansokuError, type Route, type RouteRequest } from '@kansoku/contracts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'

/**
 * Parses what a client sent. Throws `invalid_request` with the zod issues as details; a zod error from anywhere else
 * stays an internal error.
 */
export function parseRequest<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new KansokuError('invalid_request', undefined, { details: result.error.issues })
}

/** The parts of a request that the route declares. Throws `invalid_request`. */
export function parseInput<R extends Route>(route: R, request: FastifyRequest): RouteRequest<R> {
  return {
    ...(route.params && { params: parseRequest(route.params, request.params) }),
    ...(route.query && { query: parseRequest(route.query, request.query) }),
    ...(route.body && { body: parseRequest(route.body, request.body) }),
  } as RouteRequest<R>
}
