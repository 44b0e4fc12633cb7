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

/** A gateway and the server that it belongs to, in this process. */
export interface GatewayWithServer extends AsyncDisposable {
  readonly server: TestServer
  /** Another one after a restart. */
  readonly gateway: TestGateway
  /** Stops the gateway and starts it on the same folder. */
  restartGateway(meanwhile?: () => PromiseLike<void>): Promise<void>
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
  return {
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
