import type { Server } from 'node:http'

/** Closes servers; requests that are under way get their answer, unless they take longer than `drainMs`. */
export async function closeServers(servers: readonly Server[], drainMs: number): Promise<void> {
  const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
  // Connections that become idle now are kept open by their clients: nobody else closes them.
  const idle = setInterval(() => {
    for (const server of servers) server.closeIdleConnections()
  }, 20)
  const limit = setTimeout(() => {
    for (const server of servers) server.closeAllConnections()
  }, drainMs)
  await Promise.all(closed)
  clearInterval(idle)
  clearTimeout(limit)
}
