import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

interface SeenRequest {
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A server that answers exactly what a test says. */
export interface Upstream extends AsyncDisposable {
  readonly url: string
  readonly seen: readonly SeenRequest[]
}

type Answer = (response: ServerResponse, request: SeenRequest) => void | Promise<void>

export async function startUpstream(answer: Answer): Promise<Upstream> {
  const seen: SeenRequest[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const { url = '', headers } = request
    const made = { url, headers, body: Buffer.concat(pieces).toString('utf8') }
    seen.push(made)
    await answer(response, made)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
