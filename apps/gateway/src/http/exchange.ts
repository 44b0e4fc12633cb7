import type { IncomingMessage, ServerResponse } from 'node:http'
import { type HttpError, toErrorBody } from './http-error.ts'

/** One request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Without query. */
  readonly path: string
  readonly query: Pick<URLSearchParams, 'get'>
  /** Parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>
  /** `X-Request-Id` of the request, when it is fit for headers and logs. */
  readonly givenId: string | undefined
  /** An id of our own. */
  readonly freshId: string
}

/** What answers and log lines name the request by. */
export function requestIdOf({ givenId, freshId }: Exchange): string {
  return givenId ?? freshId
}

export type Headers = Readonly<Record<string, string>>

export function sendJson(exchange: Exchange, status: number, body: unknown, headers: Headers = {}): void {
  sendJsonText(exchange, status, JSON.stringify(body), headers)
}

export function sendJsonText(exchange: Exchange, status: number, text: string, headers: Headers): void {
  const { request, response } = exchange
  response.writeHead(status, {
    ...openToAll,
    'x-request-id': requestIdOf(exchange),
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}

/** All at once: a header that was set before makes Node check and copy every other one twice. */
export function writeHead(response: ServerResponse, status: number, headers: Headers): void {
  response.writeHead(status, { ...openToAll, ...headers })
}

const openToAll = { 'access-control-allow-origin': '*' }

export function sendError(exchange: Exchange, error: HttpError, headers: Headers = {}): void {
  const retryAfter = error.retryAfterSeconds
  sendJson(exchange, error.status, toErrorBody(error), {
    ...headers,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) }),
  })
}

/** The first value of a header, undefined when absent or empty. */
export function header({ request }: Exchange, name: string): string | undefined {
  const value = request.headers[name]
  const first = Array.isArray(value) ? value[0] : value
  return first === '' ? undefined : first
}
