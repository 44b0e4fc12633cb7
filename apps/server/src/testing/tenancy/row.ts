import { expect } from 'vitest'
import type { Things } from './things.ts'

/** What a request says beside its method and path. */
export interface Ask {
  /** In place of that of the route. */
  readonly path?: string
  /** In place of the ids of the first project's things. */
  readonly ids?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Expected {
  readonly status: number
  /** Compared whole; whatever it is where absent. */
  readonly body?: unknown
  /** A text that the answer holds. */
  readonly shows?: string
}

/** A request about things of the first project, and what comes of it for whom. */
export interface Row {
  /** As the server registers it: `GET /api/public/traces/:traceId`. */
  readonly route: string
  /** What is special about this row, where a route has several. */
  readonly about?: string
  readonly ask?: (first: Things, other: Things) => Ask
  /** For the key, or the signed-in owner, of another project. */
  readonly other: Expected | ((first: Things, other: Things) => Expected)
  /** Status for whom it belongs to; default 200. */
  readonly own?: number
}

/** A route of the web UI, and what the lesser roles of its project get. */
export interface AppRow extends Row {
  readonly member?: number
  readonly viewer?: number
}

/** The other project's things and nothing else; that none of the first one's are among them is always checked. */
export const others = (_first: Things, { marker }: Things): Expected => ({ status: 200, shows: marker })
export const nothing: Expected = { status: 200, body: expect.objectContaining({ data: [] }) }

/** In Langfuse's dialect. */
export const notFound = (message: string): Expected => ({
  status: 404,
  body: { message, error: 'LangfuseNotFoundError' },
})

/** As the unstable routes say it. */
export const unstableNotFound = (message: string): Expected => ({
  status: 404,
  body: { message, code: 'resource_not_found' },
})
