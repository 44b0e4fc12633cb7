import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** A server whose connections are known. */
export interface WatchedServer {
  readonly server: Server
  readonly connections: ReadonlySet<Socket>
}

/** To be called before the server listens. */
export function watchConnections(server: Server): WatchedServer {
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return { server, connections }
}

/** Takes no more connections and resolves when running requests are over, at the latest after this time or on `hurry`. */
export async function closeServers(
  watched: readonly WatchedServer[],
  milliseconds: number,
  hurry?: AbortSignal,
): Promise<void> {
  const closed = Promise.all(
    watched.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve()))),
  )
  // Connections that become idle now are kept open by their clients: nobody else closes them.
  const idle = setInterval(() => {
    for (const one of watched) closeIdle(one)
  }, 20)
  const over = new AbortController()
  const signal = hurry ? AbortSignal.any([over.signal, hurry]) : over.signal
  await Promise.race([closed, delay(milliseconds, undefined, { signal }).catch(() => undefined)])
  over.abort()
  clearInterval(idle)
  for (const { server } of watched) server.closeAllConnections()
  await closed
}

/** Browsers and pools open connections in advance; Node counts one that never asked anything as busy. */
function closeIdle({ server, connections }: WatchedServer): void {
  server.closeIdleConnections()
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
}
