import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processesOf } from '@kansoku/test/kit/processes'
import { startProduct } from '@kansoku/test/kit/product'
import { type Client, createClient } from './gateway-client.ts'
import { timeAll } from './statistics.ts'
import { startInstantUpstream } from './upstream.ts'

export interface GatewayUnderTest extends AsyncDisposable {
  readonly upstreamUrl: string
  readonly gatewayUrl: string
  /** Process id of the gateway. */
  readonly pid: number
  readonly client: Client
}

/** The whole product before an upstream that answers at once, warm. */
export async function startGatewayUnderTest(): Promise<GatewayUnderTest> {
  await using parts = new AsyncDisposableStack()
  const upstream = parts.use(await startInstantUpstream())
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-bench-'))
  parts.defer(() => rm(folder, { recursive: true, force: true }))
  const config = join(folder, 'config.yaml')
  await writeFile(
    config,
    `model_list:\n  - model_name: bench\n    litellm_params:\n      model: openai/gpt-4o-mini\n      api_base: ${upstream.url}\n      api_key: sk-upstream\n`,
  )
  const { pid: supervisor, gatewayUrl } = parts.use(await startProduct({ args: ['-c', config] }))
  const [pid = 0] = await processesOf(supervisor, 'gateway')
  const client = parts.use(createClient(gatewayUrl))
  await timeAll(500, 8, client.call)
  const opened = parts.move()
  return {
    upstreamUrl: upstream.url,
    gatewayUrl,
    pid,
    client,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
