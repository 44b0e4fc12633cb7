import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { uiPrefix } from '@kansoku/contracts/gateway'
import { type Dispatcher, request } from 'undici'
import type { GatewayContext } from '../../context.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, sendError } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { serverAddress, serverAway } from '../server-address.ts'
import { type Notice, sendNotice, serverIsAway, wantsPage, withoutServer } from './notice-page.ts'

/** Longer than the pauses of live updates. */
const timeoutMs = 60_000

/**
 * The web UI, which the server has. Requests and answers pass as they are, cookies included: the server judges who is
 * signed in and where a request comes from, as it does on its own port.
 */
export async function forwardUi(exchange: Exchange, context: GatewayContext): Promise<void> {
  const { server } = context.settings
  if (!server) return refuse(exchange, uiNeedsServer(), withoutServer)
  if (isForMachines(exchange.path))
    throw new HttpError(404, 'not_found_error', `There is nothing at ${exchange.path}.`)
  const target = serverAddress(server.url, '', exchange)
  const client = watchClient(exchange)
  const signal = AbortSignal.any([client.signal, context.draining])
  let answer: Dispatcher.ResponseData
  try {
    answer = await request(target, {
      method: exchange.request.method as Dispatcher.HttpMethod,
      headers: toServer(exchange.request),
      body: hasBody(exchange.request) ? exchange.request : null,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: client.signal,
    })
  } catch (error) {
    if (client.signal.aborted) return
    return refuse(exchange, serverAway(error), serverIsAway)
  }
  exchange.response.writeHead(answer.statusCode, withoutConnection(answer.headers))
  // Live updates never end by themselves.
  const isStream = String(answer.headers['content-type']).startsWith('text/event-stream')
  await pipeline(answer.body, exchange.response, { signal: isStream ? signal : client.signal }).catch(() => {
    exchange.response.destroy()
  })
}

/** Doors of the server that no page needs: whoever can reach the gateway alone must not come to them through it. */
function isForMachines(path: string): boolean {
  const below = decoded(path.slice(uiPrefix.length))
  return ['/api/internal', '/metrics'].some((door) => below === door || below.startsWith(`${door}/`))
}

/** As the server reads it. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

export function uiNeedsServer(): HttpError {
  return new HttpError(
    503,
    'no_db_connection',
    'The web UI needs a server: start the gateway together with one, or set KANSOKU_SERVER_URL and KANSOKU_INTERNAL_SECRET.',
  )
}

function refuse(exchange: Exchange, error: HttpError, notice: Notice): void {
  exchange.request.resume()
  if (wantsPage(exchange)) sendNotice(exchange, error, notice)
  else sendError(exchange, error)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** The host stays, since the server compares it with the origin of a request. */
export function toServer({ headers, socket }: IncomingMessage): IncomingHttpHeaders {
  const before = headers['x-forwarded-for']
  const address = socket.remoteAddress ?? ''
  return {
    ...withoutConnection(headers),
    'x-forwarded-for': before === undefined ? address : `${String(before)}, ${address}`,
  }
}

/** Of one connection, and not of the request. */
const ofConnection = new Set(
  `connection keep-alive proxy-connection proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade
  expect`.split(/\s+/),
)

function withoutConnection(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = new Set(
    String(headers.connection ?? '')
      .toLowerCase()
      .split(/[\s,]+/),
  )
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !ofConnection.has(name) && !named.has(name)),
  )
}
