import type { McpServer } from '@kansoku/routing'
import type { Log } from '../log.ts'
import { createMcpLink, type McpLink } from './server-link.ts'

/** The way to each server of a config. */
export type McpLinks = (server: McpServer) => McpLink

/** The servers of the config that counts now. */
export interface LiveMcpServers extends AsyncDisposable {
  /** Connections to servers that stand in the new config as they stood in the old one go on; others end when they are free. */
  use(servers: readonly McpServer[]): McpLinks
}

export function createLiveMcpServers(log: Log): LiveMcpServers {
  let links = new Map<string, McpLink>()
  return {
    use(servers) {
      const options = { log, now: () => performance.now() }
      const next = new Map(
        servers.map((server) => {
          const id = JSON.stringify(server)
          return [id, links.get(id) ?? createMcpLink(server, options)] as const
        }),
      )
      for (const [id, link] of links) if (!next.has(id)) link.retire()
      links = next
      const byServer = new Map(servers.map((server) => [server, next.get(JSON.stringify(server))]))
      return (server) => {
        const link = byServer.get(server)
        if (!link) throw new Error(`no link to the MCP server ${server.name}`)
        return link
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...links.values()].map((link) => link.close()))
    },
  }
}
