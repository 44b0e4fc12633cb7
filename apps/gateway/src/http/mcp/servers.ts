import type { McpServer } from '@kansoku/routing'
import { grantedServers } from '../../access/mcp-access.ts'
import type { GatewayContext } from '../../context.ts'
import { shownAddress } from '../../shown-address.ts'
import { type Exchange, sendJson } from '../exchange.ts'

/** The MCP servers that the key may use; nothing of how they are called and with which credentials. */
export function handleMcpServers(exchange: Exchange, context: GatewayContext): void {
  const granted = grantedServers(context.authenticate(exchange), context.config.mcpServers)
  sendJson(
    exchange,
    200,
    granted.map(({ server }) => present(server)),
  )
}

function present({ name, prefix, description, transport, accessGroups, forAllKeys, ...tools }: McpServer) {
  return {
    server_id: name,
    server_name: name,
    alias: prefix === name ? null : prefix,
    description: description ?? null,
    transport: transport.kind,
    url: transport.kind === 'stdio' ? null : shownAddress(transport.url),
    mcp_access_groups: accessGroups,
    allow_all_keys: forAllKeys,
    allowed_tools: tools.allowedTools ?? [],
    disallowed_tools: tools.disallowedTools,
  }
}
