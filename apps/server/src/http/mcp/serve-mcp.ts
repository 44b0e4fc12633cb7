import { mcpTools } from '@kansoku/contracts'
import {
  createMcpHandler,
  isLegacyRequest,
  McpServer,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { askRoute } from './ask-route.ts'
import { describingTools } from './describing-tools.ts'

/** Answers one request in MCP for the project whose key it carries. */
export async function serveMcp(
  context: ServerContext,
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Response> {
  const client = new AbortController()
  reply.raw.once('close', () => client.abort())
  const { method, headers } = request
  const asked = new Request('http://platform.internal/api/public/mcp', {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
    signal: client.signal,
  })
  const tools = () => createTools(context, app, request)
  const isOld = await isLegacyRequest(asked, request.body)
  return isOld ? answerOld(tools(), asked, request.body) : answerNew(tools, asked, request)
}

/** In the versions of 2024 and 2025: one JSON body, for nothing is said before the answer. */
async function answerOld(server: McpServer, asked: Request, parsedBody: unknown): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    return await transport.handleRequest(asked, { parsedBody })
  } finally {
    await server.close()
  }
}

function answerNew(tools: () => McpServer, asked: Request, { body, log }: FastifyRequest): Promise<Response> {
  const handler = createMcpHandler(tools, {
    legacy: 'reject',
    // Which tools there are never changes.
    maxSubscriptions: 0,
    onerror: (error) => log.debug({ reason: error.message }, 'a request in MCP was refused'),
  })
  return handler.fetch(asked, { parsedBody: body })
}

const readOnly = { annotations: { readOnlyHint: true } }

function createTools(context: ServerContext, app: FastifyInstance, request: FastifyRequest): McpServer {
  const now = context.clock.now().toISOString()
  const server = new McpServer(
    { name: 'kansoku', version: context.config.version },
    {
      instructions: `Traces, observations, scores and costs of one project. Times are ISO 8601 in UTC; it is ${now} now. Costs are US dollars. What was spent, and how much of anything there was, is asked of queryMetrics.`,
    },
  )
  for (const [name, tool] of Object.entries(mcpTools)) {
    const { description, input: inputSchema } = tool
    server.registerTool(name, { description, inputSchema, ...readOnly }, (input) =>
      askRoute(app, request, tool, input),
    )
  }
  for (const { name, description, inputSchema, answer } of describingTools(context, app, request)) {
    server.registerTool(name, { description, inputSchema, ...readOnly }, (input) => answer(input))
  }
  return server
}
