import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { StartError } from '../start-error.ts'
import { closeServers, type WatchedServer, watchConnections } from './close-servers.ts'

export interface Listening {
  /** Where this machine reaches it. */
  readonly url: string
  readonly addresses: readonly string[]
  /** Takes no more connections and resolves when the open requests are answered, or cut off after `drainMs`. */
  close(drainMs: number): Promise<void>
}

interface Address {
  readonly host: string | undefined
  readonly port: number
}

/** Of every server that listens. Filters travel in the URL, and slow networks upload large bodies. */
export const serverOptions = { maxHeaderSize: 64 * 1024, requestTimeout: 300_000, keepAliveTimeout: 72_000 }

/** A process that is just ending may still hold the port. */
const patienceMs = 1_500

/**
 * Listens on the host, or without one on both loopback addresses: browsers choose either for `localhost`.
 * Throws a `StartError` when the port is taken.
 */
export async function listen(app: FastifyInstance, { host, port }: Address): Promise<Listening> {
  const first = watchConnections(app.server)
  await patiently(() => app.listen({ host: host ?? '127.0.0.1', port })).catch((error: unknown) => {
    throw explain(error, host ?? '127.0.0.1', port)
  })
  const actualPort = (first.server.address() as AddressInfo).port
  const servers = [first]
  if (host === undefined) {
    try {
      const second = await listenOnIpv6(app, actualPort)
      if (second) servers.push(second)
    } catch (error) {
      await app.close()
      throw error
    }
  }
  return {
    url: `http://${reachable(host)}:${actualPort}`,
    addresses: servers.map(({ server }) => format(server.address() as AddressInfo)),
    close: async (drainMs) => {
      await closeServers(servers, drainMs)
      await app.close()
    },
  }
}

/** Undefined where the machine has no IPv6. */
async function listenOnIpv6(app: FastifyInstance, port: number): Promise<WatchedServer | undefined> {
  const server = createServer(serverOptions, app.routing)
  const watched = watchConnections(server)
  for (const listener of app.server.listeners('clientError')) {
    server.on('clientError', listener as Parameters<typeof server.on>[1])
  }
  try {
    await patiently(() => bind(server, port))
    return watched
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return undefined
    throw explain(error, '::1', port)
  }
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '::1', port, ipv6Only: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  const started = performance.now()
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || performance.now() - started > patienceMs) throw error
      await delay(200)
    }
  }
}

function explain(error: unknown, host: string, port: number): unknown {
  const options = { permanent: true, cause: error }
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartError(`Port ${port} on ${host} is in use by another program (KANSOKU_PORT=${port}).`, {
        ...options,
        remedy: 'Stop that program, or choose another port with --port or KANSOKU_PORT.',
      })
    case 'EACCES':
      return new StartError(`Port ${port} may not be opened by this user (KANSOKU_PORT=${port}).`, {
        ...options,
        remedy: 'Choose a port from 1024 on with --port or KANSOKU_PORT.',
      })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(`${host} is no address of this machine (KANSOKU_HOST=${host}).`, {
        ...options,
        remedy: 'Unset KANSOKU_HOST to listen on this machine only, or set it to 0.0.0.0 for every network.',
      })
    default:
      return error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** A wildcard is no address that one can call. */
function reachable(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function format({ address, port }: AddressInfo): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
