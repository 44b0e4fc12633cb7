import { McpServer, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { z } from 'zod'

const inputSchema = z.object({ words: z.string() })
const server = new McpServer({ name: 'echo', version: '1.0.0' })

server.registerTool(
  'echo',
  {
    description: 'Says what it is told in every form',
    inputSchema,
    outputSchema: z.object({ said: z.array(z.string()) }),
  },
  async ({ words }) => ({
    content: [
      { type: 'text', text: `text: ${words}` },
      { type: 'image', data: Buffer.from(words).toString('base64'), mimeType: 'image/png' },
      { type: 'resource', resource: { uri: 'memo://1', text: `resource: ${words}` } },
      { type: 'resource_link', uri: 'memo://2', name: 'memo', description: `link: ${words}` },
    ],
    structuredContent: { said: [`structure: ${words}`] },
  }),
)
server.registerTool(
  'fail',
  { description: 'Gives it as the reason of an error', inputSchema },
  ({ words }) => {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `error: ${words}`)
  },
)

await server.connect(new StdioServerTransport())
