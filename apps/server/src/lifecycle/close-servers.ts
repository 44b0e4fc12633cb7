import type { Server } from 'node:http'
import type { Socket } from 'node:net'

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

/** Closes servers; requests that are under way get their answer, unless they take longer than `drainMs`. */
export async function closeServers(watched: readonly WatchedServer[], drainMs: number): Promise<void> {
  const closed = watched.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve())))
  // Connections that become idle now are kept open by their clients: nobody else closes them.
  const idle = setInterval(() => {
    for (const one of watched) closeIdle(one)
  }, 20)
  const limit = setTimeout(() => {
    for (const { server } of watched) server.closeAllConnections()
  }, drainMs)
  await Promise.all(closed)
  clearInterval(idle)
  clearTimeout(limit)
}

/** Browsers and pools open connections in advance; Node counts one that never asked anything as busy. */
function closeIdle({ server, connections }: WatchedServer): void {
  server.closeIdleConnections()
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
}
