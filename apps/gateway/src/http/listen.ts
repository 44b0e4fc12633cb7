import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ListenOptions as Address, AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { acceptableRequestId, toldAnswer } from '@kansoku/contracts/gateway'
import { SettingsError } from '../config.ts'
import type { Log } from '../log.ts'
import type { RequestInstruments } from '../prometheus/request-instruments.ts'
import { toAnyHttpError } from './call/errors.ts'
import { closeServers, type WatchedServer, watchConnections } from './close-servers.ts'
import { type Exchange, requestIdOf, sendError, sendJson } from './exchange.ts'
import { HttpError } from './http-error.ts'
import type { Match, Router } from './router.ts'

export interface Listener {
  readonly url: string
  readonly port: number
  /** Takes no more connections and resolves when running requests are over, at the latest after this time or on `hurry`. */
  close(milliseconds: number, hurry?: AbortSignal): Promise<void>
}

interface ListenOptions {
  readonly hosts: readonly string[]
  readonly port: number
  /** Other processes listen there, too. */
  readonly isShared: boolean
  readonly router: Router
  readonly requests: RequestInstruments
  readonly log: Log
}

/** Longer than load balancers usually keep idle connections (60 s), so that they close first. */
const keepAliveMs = 75_000
/** A gateway that is being replaced may hold the port for a moment. */
const portPatienceMs = 4000

/** @throws {SettingsError} when an address cannot be used */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { hosts, port, isShared } = options
  const answer = createAnswerer(options)
  const servers: WatchedServer[] = []
  let bound = port
  for (const [index, host] of hosts.entries()) {
    const server = createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: 0, noDelay: true }, answer)
    const watched = watchConnections(server)
    try {
      await bind(server, { host, port: bound, ipv6Only: host.includes(':'), ...(isShared ? sharing : {}) })
    } catch (error) {
      // The first address must do; a machine without IPv6 has no second loopback.
      if (index === 0) throw toSettingsError(error, host, bound)
      continue
    }
    bound = (server.address() as AddressInfo).port
    servers.push(watched)
  }
  return {
    url: `http://${shownHost(hosts[0] ?? '127.0.0.1')}:${bound}`,
    port: bound,
    close: (ms, hurry) => closeServers(servers, ms, hurry),
  }
}

/**
 * Linux hands each new connection to one of those who listen, and resets what a killed one has not taken. Elsewhere Node
 * hands them out, and one that is on its way to a killed worker hangs.
 */
const sharing = process.platform === 'linux' ? { reusePort: true, exclusive: true } : {}

/**
 * Those who share a port do not notice a stranger on it, and would take a part of its connections each.
 * @throws {SettingsError} when another program has it
 */
export async function requireFreePort({ hosts, port }: Pick<ListenOptions, 'hosts' | 'port'>): Promise<void> {
  const [host = '127.0.0.1'] = hosts
  const server = createServer()
  try {
    await bind(server, { host, port, ipv6Only: host.includes(':') })
  } catch (error) {
    throw toSettingsError(error, host, port)
  }
  await new Promise((resolve) => server.close(resolve))
}

const noQuery: Exchange['query'] = new URLSearchParams()

function createAnswerer({ router, requests, log }: ListenOptions) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const target = request.url ?? '/'
    const question = target.indexOf('?')
    const path = question === -1 ? target : target.slice(0, question)
    const query = question === -1 ? noQuery : new URLSearchParams(target.slice(question + 1))
    const match = router.find(request.method ?? 'GET', path)
    const served = match && 'handle' in match ? match : undefined
    const params = served?.params ?? {}
    const givenId = acceptableRequestId(request.headers['x-request-id'])
    const exchange: Exchange = { request, response, path, query, params, givenId, freshId: randomUUID() }
    response.on('error', () => undefined)
    watch(exchange, served, { requests, log })
    if (served) {
      Promise.resolve(served.handle(exchange)).catch((error: unknown) => fail(exchange, error, log))
      return
    }
    request.resume()
    if (request.method === 'OPTIONS') return sendPreflight(exchange)
    const allowed = match && 'allowed' in match ? match.allowed : undefined
    sendError(exchange, allowed ? wrongMethod(request.method, path, allowed) : unknownPath(path))
  }
}

function watch(
  exchange: Exchange,
  match: Match | undefined,
  { requests, log }: Pick<ListenOptions, 'requests' | 'log'>,
): void {
  const { request, response } = exchange
  const startedAt = performance.now()
  requests.began()
  response.once('close', () => {
    const seconds = (performance.now() - startedAt) / 1000
    requests.ended({
      method: request.method ?? 'GET',
      route: match?.path,
      status: response.statusCode,
      seconds,
    })
    if (response.statusCode >= 400) logAnswer(exchange, log)
  })
}

function logAnswer(exchange: Exchange, log: Log): void {
  const { request, response, path } = exchange
  const { statusCode: status } = response
  const { level, message } = toldAnswer(status)
  log[level]({ method: request.method, path, status, requestId: requestIdOf(exchange) }, message)
}

function fail(exchange: Exchange, error: unknown, log: Log): void {
  const known = toAnyHttpError(error)
  if (known.status >= 500) {
    const details = { err: error, path: exchange.path, requestId: requestIdOf(exchange) }
    log.error(details, 'a request failed unexpectedly')
  }
  exchange.request.resume()
  if (exchange.response.headersSent) exchange.response.destroy()
  else sendError(exchange, known)
}

function sendPreflight(exchange: Exchange): void {
  sendJson(
    exchange,
    200,
    {},
    {
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS',
      'access-control-allow-headers': exchange.request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '86400',
    },
  )
}

function unknownPath(path: string): HttpError {
  return new HttpError(
    404,
    'not_found_error',
    `There is nothing at ${path}. Chat calls go to /v1/chat/completions.`,
  )
}

function wrongMethod(method: string | undefined, path: string, allowed: readonly string[]): HttpError {
  return new HttpError(
    405,
    'invalid_request_error',
    `${path} does not take ${method}; it takes ${allowed.join(', ')}.`,
  )
}

async function bind(server: Server, address: Address): Promise<void> {
  const deadline = performance.now() + portPatienceMs
  for (;;) {
    try {
      await tryBind(server, address)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || performance.now() > deadline) throw error
      await delay(100)
    }
  }
}

function tryBind(server: Server, address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function toSettingsError(error: unknown, host: string, port: number): SettingsError {
  const code = (error as { code?: string }).code
  const where = `${shownHost(host)}:${port}`
  if (code === 'EADDRINUSE') {
    return new SettingsError(
      `The address ${where} is in use by another program.`,
      'Stop it, or set KANSOKU_GATEWAY_PORT to a free port.',
    )
  }
  if (code === 'EACCES') {
    return new SettingsError(
      `The port ${port} may not be used by this user.`,
      'Set KANSOKU_GATEWAY_PORT to a port above 1023.',
    )
  }
  return new SettingsError(
    `The gateway cannot listen on ${where} (${code}).`,
    'Set KANSOKU_HOST to an address of this machine.',
  )
}

function shownHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
