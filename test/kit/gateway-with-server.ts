import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestGateway, type TestGateway } from '../../apps/gateway/src/testing/start-test-gateway.ts'
import {
  basicAuth,
  internalSecret,
  startTestServer,
  type TestServer,
} from '../../apps/server/src/testing/start-test-server.ts'
import { until } from './until.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
export type Answer = { readonly status: number; readonly body: any }

/** A gateway and the server that it belongs to, in this process. */
export interface GatewayWithServer extends AsyncDisposable {
  readonly server: TestServer
  /** Another one after a restart. */
  readonly gateway: TestGateway
  /** Stops the gateway and starts it on the same folder. */
  restartGateway(meanwhile?: () => PromiseLike<void>): Promise<void>
  /** What the gateway answers the holder of the master key, unless a key is given; POST with a body, GET without. */
  ask(path: string, body?: unknown, key?: string): Promise<Answer>
  /** The body of what has to be answered with 200 for a test to mean anything. */
  manage(path: string, body?: unknown): Promise<Answer['body']>
  /** A trace of the server, once it has observations. */
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  recordedTrace(id: string): Promise<any>
}

/** What a gateway must be told to belong to a server. */
export function connectTo({ server }: TestServer) {
  return { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: internalSecret }
}

export async function startGatewayWithServer(config: object): Promise<GatewayWithServer> {
  await using parts = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'kansoku-gateway-'))
  parts.defer(() => rm(dataDir, { recursive: true, force: true }))
  const server = parts.use(await startTestServer())
  const open = () => startTestGateway({ config, dataDir, env: connectTo(server) })
  let gateway = await open()
  parts.defer(() => gateway[Symbol.asyncDispose]())
  const opened = parts.move()
  const ask: GatewayWithServer['ask'] = async (path, body, key) => {
    const answer = await gateway.fetch(path, body, key ? { authorization: `Bearer ${key}` } : {})
    return { status: answer.status, body: await answer.json() }
  }
  return {
    ask,
    async manage(path, wish) {
      const { status, body } = await ask(path, wish)
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
      return body
    },
    server,
    get gateway() {
      return gateway
    },
    async restartGateway(meanwhile) {
      await gateway[Symbol.asyncDispose]()
      await meanwhile?.()
      gateway = await open()
    },
    recordedTrace: (id) =>
      until(async () => {
        const answer = await server.fetch(`/api/public/traces/${id}`, {
          headers: { authorization: basicAuth },
        })
        // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
        const trace = (await answer.json()) as any
        return answer.status === 200 && trace.observations.length > 0 ? trace : undefined
      }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
