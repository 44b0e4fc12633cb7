import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

export interface ToldRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A server that callbacks tell of calls. */
export interface FakeTarget extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** What it took. */
  readonly told: readonly ToldRequest[]
  /** Answers with this status until it is set to 0. */
  failWith: number
  /** The next request that is taken and fits. */
  next(fits: (request: ToldRequest) => boolean): Promise<ToldRequest>
}

type Answer = (request: ToldRequest) => object | undefined

/** `answer` gives bodies of its own, and undefined for 404. */
export async function startFakeTarget(answer: Answer = () => ({}), port = 0): Promise<FakeTarget> {
  const told: ToldRequest[] = []
  const waiting = new Set<() => void>()
  const state = { failWith: 0 }
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const whole = Buffer.concat(pieces)
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole
    const seen = { url: request.url ?? '', headers: request.headers, body }
    const said = state.failWith > 0 ? undefined : answer(seen)
    response
      .writeHead(state.failWith || (said ? 200 : 404), { 'content-type': 'application/json' })
      .end(JSON.stringify(said ?? {}))
    if (!said) return
    told.push(seen)
    for (const look of waiting) look()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    told,
    get failWith() {
      return state.failWith
    },
    set failWith(status) {
      state.failWith = status
    },
    next: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = told.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
