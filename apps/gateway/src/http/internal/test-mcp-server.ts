import { type McpServerTest, testGatewayMcpServer } from '@kansoku/contracts/gateway'
import type { McpServer } from '@kansoku/routing'
import { grantedServers } from '../../access/mcp-access.ts'
import type { GatewayContext } from '../../context.ts'
import { openToolbox } from '../../mcp/toolbox.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { readWish } from './read-wish.ts'
import { requireServer } from './require-server.ts'

/** Asks an MCP server for its tools. */
export async function handleTestMcpServer(exchange: Exchange, context: GatewayContext): Promise<void> {
  requireServer(exchange, context)
  const { name } = await readWish(exchange, testGatewayMcpServer)
  const server = context.config.mcpServers.find((one) => one.name === name)
  if (!server) throw new HttpError(404, 'not_found_error', `There is no MCP server ${name}.`)
  sendJson(exchange, 200, await askForTools(server, context, watchClient(exchange).signal))
}

async function askForTools(
  server: McpServer,
  { mcpLinks, instruments, log }: GatewayContext,
  signal: AbortSignal,
): Promise<McpServerTest> {
  const startedAt = performance.now()
  const toolbox = openToolbox({
    granted: grantedServers({ keyHash: '', userId: null, key: undefined }, [server]),
    links: mcpLinks,
    headersFor: () => ({}),
    onListed: instruments.tools.listed,
    log,
  })
  const seconds = () => (performance.now() - startedAt) / 1000
  try {
    const listed = await toolbox.list(signal)
    const tools = listed.map(({ tool: { name, description } }) => ({
      name,
      description: description ?? null,
    }))
    return { error: null, seconds: seconds(), tools }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error), seconds: seconds(), tools: [] }
  }
}
