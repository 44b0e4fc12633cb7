import type { Exchange } from './exchange.ts'
import { HttpError } from './http-error.ts'

/**
 * The path and query of a request at the server, below a prefix. Parsers of addresses take dots, backslashes and number
 * signs for more than text: what they would read as another path must not reach other doors of the server.
 * @throws {HttpError} 404 for such a path
 */
export function serverAddress(serverUrl: string, prefix: string, exchange: Exchange): URL {
  const { request, path } = exchange
  const address = new URL(`${serverUrl}${prefix}${request.url ?? ''}`)
  const expected = `${new URL(serverUrl).pathname.replace(/\/$/, '')}${prefix}${path}`
  if (address.pathname === expected && address.hash === '') return address
  throw new HttpError(404, 'not_found_error', `There is nothing at ${path}.`)
}

/** The server did not answer. */
export function serverAway(error: unknown): HttpError {
  const { code, message } = error as { code?: string; message?: string }
  return new HttpError(503, 'no_db_connection', `The server cannot be reached (${code ?? message}).`, {
    retryAfterSeconds: 1,
  })
}
