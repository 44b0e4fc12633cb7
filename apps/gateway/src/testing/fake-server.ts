import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expandSharedTexts, type GatewayCallInput } from '@kansoku/contracts/gateway'

/** An ingestion event as it arrives. */
export interface ArrivedEvent {
  readonly id: string
  readonly type: string
  readonly timestamp: string
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies of many shapes and assert them field by field
  readonly body: any
}

/** The internal door of a server, or the ingestion of a Langfuse, that only keeps what it gets. */
export interface FakeServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Everything that was acknowledged, repeats included. */
  readonly events: ArrivedEvent[]
  /** Project of each batch. */
  readonly projects: string[]
  /** What arrived of the ledger, batch by batch; undefined where a batch had none. */
  readonly ledger: (readonly GatewayCallInput[] | undefined)[]
  /** Answers every delivery with this status until it is set to 0. */
  failWith: number
  /** Ids of events to refuse. */
  readonly refuse: Set<string>
  /** Resolves once that many generations have arrived. */
  generations(count: number): Promise<ArrivedEvent[]>
}

interface ArrivedBatch {
  readonly projectId: string
  readonly events: ArrivedEvent[]
  readonly calls?: GatewayCallInput[]
  readonly texts?: unknown[]
}

interface FakeServerOptions {
  readonly port?: number
  readonly publicKeys?: readonly string[]
  /** Virtual keys and their teams, as the snapshot tells them. */
  readonly keys?: readonly object[]
  readonly holders?: readonly object[]
}

export const internalSecret = 'internal-secret'

export async function startFakeServer({
  port = 0,
  publicKeys = [],
  keys = [],
  holders = [],
}: FakeServerOptions = {}): Promise<FakeServer> {
  const events: ArrivedEvent[] = []
  const projects: string[] = []
  const ledger: FakeServer['ledger'] = []
  const refuse = new Set<string>()
  const waiting: { count: number; resolve: (found: ArrivedEvent[]) => void }[] = []
  const state = { failWith: 0 }
  const snapshot = {
    version: 1,
    defaultProjectId: 'default',
    takesTexts: true,
    projects: [{ id: 'own', name: 'Own', publicKeys }],
    keys,
    holders,
  }
  const found = () => events.filter(({ type }) => type === 'generation-create')

  const take = (list: readonly ArrivedEvent[]) => {
    events.push(...list.filter(({ id }) => !refuse.has(id)))
    for (const { count, resolve } of waiting) if (found().length >= count) resolve(found())
    return list.filter(({ id }) => refuse.has(id)).map(({ id }) => ({ id, status: 400, message: 'refused' }))
  }

  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.headers.authorization === undefined) return send(401, {})
    if (request.method === 'GET') return send(200, snapshot)
    if (state.failWith > 0) return send(state.failWith, { message: 'told to fail' })
    const zipped = request.headers['content-encoding'] === 'gzip'
    const { gunzipSync } = await import('node:zlib')
    const bytes = Buffer.concat(chunks)
    const body = JSON.parse((zipped ? gunzipSync(bytes) : bytes).toString('utf8'))
    if (request.url === '/api/public/ingestion') {
      const errors = take(body.batch)
      return send(207, { successes: [], errors })
    }
    const rejected = body.batches.flatMap((batch: ArrivedBatch) => {
      projects.push(batch.projectId)
      ledger.push(batch.calls)
      return take(expandSharedTexts(batch.events, batch.texts ?? []))
    })
    return send(200, { accepted: 0, rejected })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    events,
    projects,
    ledger,
    refuse,
    get failWith() {
      return state.failWith
    },
    set failWith(status) {
      state.failWith = status
    },
    generations: (count) =>
      new Promise((resolve) => {
        if (found().length >= count) resolve(found())
        else waiting.push({ count, resolve })
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
