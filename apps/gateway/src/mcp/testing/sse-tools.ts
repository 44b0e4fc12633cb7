import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server'
import { createTools } from './tools.ts'

/** The same tools as servers of 2024 serve them: answers come in one stream of events. */
export interface SseTools extends AsyncDisposable {
  readonly url: string
  /** Of all clients so far. */
  readonly streams: number
  /** Ends the streams of all clients. */
  cut(): void
}

export async function startSseTools(): Promise<SseTools> {
  const transports = new Map<string, Transport>()
  let streams = 0
  const server = createServer(async (request, response) => {
    const id = new URL(request.url ?? '/', 'http://tools.test').searchParams.get('session')
    if (request.method === 'POST') {
      const message = (await json(request)) as JSONRPCMessage
      response.writeHead(202).end()
      return transports.get(id ?? '')?.onmessage?.(message)
    }
    streams += 1
    const session = randomUUID()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const transport: Transport = {
      start: async () => undefined,
      send: async (message) => void response.write(`data: ${JSON.stringify(message)}\n\n`),
      close: async () => void response.end(),
    }
    transports.set(session, transport)
    await createTools().connect(transport)
    return response.write(`event: endpoint\ndata: /messages?session=${session}\n\n`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sse`,
    get streams() {
      return streams
    },
    cut: () => server.closeAllConnections(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
