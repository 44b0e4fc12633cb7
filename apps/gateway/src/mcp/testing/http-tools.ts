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

type Answer = (request: Request) => Promise<Response>

/** `answer`: another way to serve the tools; default: nothing is kept between requests. */
export async function startHttpTools(
  answer: Answer = createMcpHandler(createTools).fetch,
): Promise<HttpTools> {
  const seen: IncomingHttpHeaders[] = []
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    seen.push(request.headers)
    const body = await buffer(request)
    bodies.push(body.toString('utf8'))
    const client = new AbortController()
    response.once('close', () => client.abort())
    const { method = 'GET' } = request
    const said = await answer(
      new Request('http://tools.test/mcp', {
        method,
        signal: client.signal,
        headers: request.headers as Record<string, string>,
        ...(body.length > 0 ? { body } : {}),
      }),
    )
    response.writeHead(said.status, Object.fromEntries(said.headers))
    if (said.body) for await (const piece of said.body) response.write(piece)
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
