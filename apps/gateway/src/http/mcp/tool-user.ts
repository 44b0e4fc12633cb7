import { grantedServers, narrowServers } from '../../access/mcp-access.ts'
import type { GatewayContext } from '../../context.ts'
import type { ToolUser } from '../../mcp/call-tool.ts'
import { headersFor } from '../../mcp/client-headers.ts'
import { openToolbox } from '../../mcp/toolbox.ts'
import { type Exchange, header } from '../exchange.ts'
import { HttpError } from '../http-error.ts'

/**
 * Who calls, with the tools of the servers that the key may use; of those the ones that the path (`named`) and the header
 * `x-mcp-servers` ask for, by name or access group, separated by commas.
 * @throws {HttpError} 401, and 404 for a path without a server that the key may use
 */
export function openToolUser(exchange: Exchange, context: GatewayContext, named?: string): ToolUser {
  const caller = context.authenticate(exchange)
  if (context.draining.aborted)
    throw new HttpError(503, 'internal_server_error', 'The gateway is stopping.', { retryAfterSeconds: 1 })
  const all = grantedServers(caller, context.config.mcpServers)
  const inPath = named === undefined ? all : narrowServers(all, namesIn(named))
  if (named !== undefined && inPath.length === 0) throw unknownServer(named)
  const asked = header(exchange, 'x-mcp-servers')
  const granted = asked === undefined ? inPath : narrowServers(inPath, namesIn(asked))
  const headerRules = { servers: context.config.mcpServers, isOwnKey: context.isOwnKey }
  const toolbox = openToolbox({
    granted,
    links: context.mcpLinks,
    headersFor: (server) => headersFor(server, exchange.request.headers, headerRules),
    onListed: context.instruments.tools.listed,
    log: context.log,
  })
  return { exchange, context, caller, toolbox }
}

function unknownServer(name: string): HttpError {
  return new HttpError(
    404,
    'not_found_error',
    `There is no MCP server or access group "${name}" that this key may use.`,
  )
}

const namesIn = (list: string) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
