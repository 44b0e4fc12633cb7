import type { GatewayContext } from '../../context.ts'
import { callTool, type ToolUser } from '../../mcp/call-tool.ts'
import { McpError } from '../../mcp/mcp-error.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { badRequest, HttpError } from '../http-error.ts'
import { readJsonObject } from '../read-body.ts'
import { openToolUser } from './tool-user.ts'

/** The tools of all servers that the key may use, or of `server_id`, under their own names. */
export async function handleToolList(exchange: Exchange, context: GatewayContext): Promise<void> {
  const user = openToolUser(exchange, context, exchange.query.get('server_id') ?? undefined)
  const listed = await user.toolbox.list(watchClient(exchange).signal).catch(refuse)
  const tools = listed.map(({ server, tool: { name, description, inputSchema } }) => ({
    name,
    description: description ?? null,
    inputSchema,
    mcp_info: { server_name: server.prefix, server_id: server.name },
  }))
  sendJson(exchange, 200, { tools, error: null, message: 'Successfully retrieved tools' })
}

/** Calls one tool: by its own name with `server_id`, else as clients in MCP call it. */
export async function handleToolCall(exchange: Exchange, context: GatewayContext): Promise<void> {
  context.authenticate(exchange)
  const body = await readJsonObject(exchange.request, context.maxRequestBytes)
  const { server_id: server, name, arguments: input, ...meta } = body
  if (typeof name !== 'string' || name === '') throw badRequest('name is missing: that of the tool.', 'name')
  if (server !== undefined && server !== null && typeof server !== 'string')
    throw badRequest('server_id is not a text.', 'server_id')
  const user: ToolUser = openToolUser(exchange, context, server ?? undefined)
  const wanted = { name, input: toInput(input), meta, signal: watchClient(exchange).signal }
  sendJson(exchange, 200, await callTool(user, wanted).catch(refuse))
}

function toInput(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw badRequest('arguments is not an object.', 'arguments')
  return value as Readonly<Record<string, unknown>>
}

const statuses: Readonly<Record<McpError['kind'], readonly [status: number, type: string]>> = {
  unknown_tool: [404, 'not_found_error'],
  unavailable: [503, 'service_unavailable_error'],
  timeout: [504, 'timeout_error'],
  failed: [502, 'api_error'],
  cancelled: [499, 'invalid_request_error'],
}

/** @throws {HttpError} in place of what tools say is wrong */
function refuse(error: unknown): never {
  if (!(error instanceof McpError)) throw error
  const [status, type] = statuses[error.kind]
  throw new HttpError(status, type, error.message)
}
