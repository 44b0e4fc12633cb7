import { type CallToolResult, Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { masterKey } from '../../testing/start-test-gateway.ts'

/** The unmodified client of the protocol's makers. */
export interface ToolClient extends AsyncDisposable {
  readonly client: Client
  names(): Promise<string[]>
  /** What a tool says. */
  call(name: string, input?: Record<string, unknown>): Promise<string>
}

export async function connectToolClient(
  url: string,
  {
    key = masterKey,
    headers = {},
  }: { readonly key?: string; readonly headers?: Record<string, string> } = {},
): Promise<ToolClient> {
  const client = new Client({ name: 'test', version: '1.0.0' })
  const requestInit = { headers: { authorization: `Bearer ${key}`, ...headers } }
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }))
  return {
    client,
    names: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, input = {}) => textOf(await client.callTool({ name, arguments: input })),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

function textOf({ content }: CallToolResult): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}
