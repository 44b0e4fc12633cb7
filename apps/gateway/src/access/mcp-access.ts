import type { ShownObjectPermission } from '@kansoku/contracts/gateway'
import type { McpServer } from '@kansoku/routing'
import type { Caller } from '../http/authentication.ts'

/** A server that a caller may use, and which of its tools. */
export interface GrantedServer {
  readonly server: McpServer
  readonly mayUse: (tool: string) => boolean
}

/** LiteLLM's word for a key or a team that may use no server at all. */
const noServers = 'no-mcp-servers'

/**
 * The servers that a caller may use: those that its key and its team name. Who names none leaves it to the other;
 * where neither does, all of them. The master key may use all.
 */
export function grantedServers({ key, team }: Caller, servers: readonly McpServer[]): GrantedServer[] {
  const permissions = [key?.objectPermission, team?.objectPermission].filter(namesServers)
  if (permissions.some(({ mcp_servers }) => mcp_servers.includes(noServers))) return []
  return servers
    .filter((server) => server.forAllKeys || permissions.every((permission) => names(permission, server)))
    .map((server) => ({ server, mayUse: (tool) => mayUse(server, permissions, tool) }))
}

/** Those of them that somebody asks for by name, alias or access group. */
export function narrowServers(granted: readonly GrantedServer[], wanted: readonly string[]): GrantedServer[] {
  return granted.filter(({ server }) =>
    wanted.some((name) => answersTo(server, name) || server.accessGroups.includes(name)),
  )
}

function namesServers(permission: ShownObjectPermission | undefined): permission is ShownObjectPermission {
  if (permission === undefined) return false
  const { mcp_servers, mcp_access_groups, mcp_tool_permissions } = permission
  return mcp_servers.length + mcp_access_groups.length + Object.keys(mcp_tool_permissions).length > 0
}

function names(permission: ShownObjectPermission, server: McpServer): boolean {
  const { mcp_servers, mcp_access_groups } = permission
  return (
    mcp_servers.some((name) => answersTo(server, name)) ||
    mcp_access_groups.some((group) => server.accessGroups.includes(group)) ||
    toolsOf(permission, server) !== undefined
  )
}

function answersTo({ name, prefix }: McpServer, wanted: string): boolean {
  return wanted === name || wanted.toLowerCase() === prefix.toLowerCase()
}

function mayUse(server: McpServer, permissions: readonly ShownObjectPermission[], tool: string): boolean {
  const { allowedTools, disallowedTools } = server
  if (allowedTools && !lists(allowedTools, server, tool)) return false
  if (lists(disallowedTools, server, tool)) return false
  return permissions.every((permission) => {
    const tools = toolsOf(permission, server)
    return tools === undefined || lists(tools, server, tool)
  })
}

function toolsOf(
  { mcp_tool_permissions }: ShownObjectPermission,
  server: McpServer,
): readonly string[] | undefined {
  return Object.entries(mcp_tool_permissions).find(([name]) => answersTo(server, name))?.[1]
}

/** A tool may be listed with the prefix that clients see, or without. */
function lists(tools: readonly string[], { prefix }: McpServer, tool: string): boolean {
  return tools.includes(tool) || tools.includes(`${prefix}-${tool}`)
}
