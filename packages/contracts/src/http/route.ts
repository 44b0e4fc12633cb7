import type { z } from 'zod'

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One HTTP endpoint: the single source for request parsing, response types, OpenAPI and clients.
 * `path` uses `:name` placeholders; each placeholder is a key of `params`.
 */
export interface Route {
  readonly method: HttpMethod
  readonly path: string
  readonly summary: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly response: z.ZodType
  /** Status of a success; default 200. */
  readonly status?: number
  /** Which keys open a route of the public API; default: those of a project. `scores`: a public key alone as well. */
  readonly auth?: 'project' | 'scores' | 'none'
}

/** Keeps the literal types of a route, so that servers and clients infer inputs and outputs from it. */
export function defineRoute<const R extends Route>(route: R): R {
  return route
}

type InputOf<S> = S extends z.ZodType ? z.input<S> : never
type OutputOf<S> = S extends z.ZodType ? z.output<S> : never

/** What a caller passes: only the parts that the route declares. */
export type RouteInput<R extends Route> = (R extends { params: infer P } ? { params: InputOf<P> } : unknown) &
  (R extends { query: infer Q } ? { query?: InputOf<Q> } : unknown) &
  (R extends { body: infer B } ? { body: InputOf<B> } : unknown)

/** What a handler receives after parsing. */
export type RouteRequest<R extends Route> = (R extends { params: infer P }
  ? { params: OutputOf<P> }
  : unknown) &
  (R extends { query: infer Q } ? { query: OutputOf<Q> } : unknown) &
  (R extends { body: infer B } ? { body: OutputOf<B> } : unknown)

export type RouteResponse<R extends Route> = z.output<R['response']>
