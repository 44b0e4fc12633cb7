import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createMcpHandler } from '@modelcontextprotocol/server'
import { createTools } from './tools.ts'

/** The same tools behind streamable HTTP. */
export interface HttpTools extends AsyncDisposable {
  readonly url: string
  /** Of all requests so far. */
  readonly seen: readonly IncomingHttpHeaders[]
  readonly bodies: readonly string[]
}

export async function startHttpTools(): Promise<HttpTools> {
  const seen: IncomingHttpHeaders[] = []
  const bodies: string[] = []
  const handler = createMcpHandler(createTools)
  const server = createServer(async (request, response) => {
    seen.push(request.headers)
    const body = await buffer(request)
    bodies.push(body.toString('utf8'))
    const client = new AbortController()
    response.once('close', () => client.abort())
    const { method = 'GET' } = request
    const answer = await handler.fetch(
      new Request('http://tools.test/mcp', {
        method,
        signal: client.signal,
        headers: request.headers as Record<string, string>,
        ...(body.length > 0 ? { body } : {}),
      }),
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    if (answer.body) for await (const piece of answer.body) response.write(piece)
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    seen,
    bodies,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
