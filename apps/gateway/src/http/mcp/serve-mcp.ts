import {
  type CallToolResult,
  createMcpHandler,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { callTool, type ToolUser } from '../../mcp/call-tool.ts'
import { McpError } from '../../mcp/mcp-error.ts'
import { version } from '../../version.ts'
import { HttpError } from '../http-error.ts'

/** The code of errors that are neither the protocol's nor a fault of ours: a limit that was hit. */
const limited = -32_000

/** Answers one request in MCP's own protocol, of whichever version. Nothing is kept between requests. */
export async function serveMcp(user: ToolUser, request: Request): Promise<Response> {
  const { context } = user
  const handler = createMcpHandler(() => createServer(user, request.signal), {
    maxRequestBodySize: context.maxRequestBytes,
    // Which tools there are is never announced: clients ask again.
    maxSubscriptions: 0,
    onerror: (error) => context.log.debug({ reason: error.message }, 'a request in MCP was refused'),
  })
  return handler.fetch(request)
}

function createServer(user: ToolUser, client: AbortSignal): Server {
  const { toolbox } = user
  const server = new Server({ name: 'kansoku-gateway', version }, { capabilities: { tools: {} } })
  const signalOf = ({ mcpReq }: ServerContext) => AbortSignal.any([mcpReq.signal, client])
  server.setRequestHandler('tools/list', async (_request, ctx) => {
    const listed = await toolbox.list(signalOf(ctx)).catch(refuse)
    return {
      tools: listed.map(({ server: from, tool }) => ({
        ...tool,
        name: toolbox.nameOf({ server: from, tool: tool.name }),
      })),
    }
  })
  server.setRequestHandler('tools/call', async ({ params }, ctx) => {
    const { name, arguments: input = {}, _meta: meta = {} } = params
    const { progressToken } = meta
    const onProgress = (progress: object) =>
      void ctx.mcpReq
        .notify({ method: 'notifications/progress', params: { ...progress, progressToken } })
        .catch(() => undefined)
    const wanted = { name, input, meta, signal: signalOf(ctx) }
    const call = callTool(user, progressToken === undefined ? wanted : { ...wanted, onProgress })
    return (await call.catch(refuse)) as CallToolResult
  })
  return server
}

/** @throws {ProtocolError} in place of any other error */
function refuse(error: unknown): never {
  if (error instanceof HttpError)
    throw new ProtocolError(limited, error.message, {
      status: error.status,
      type: error.type,
      code: error.code,
    })
  if (!(error instanceof McpError)) throw error
  const isUnknown = error.kind === 'unknown_tool'
  const code = error.code ?? (isUnknown ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError)
  throw new ProtocolError(code, error.message, { kind: error.kind })
}
