import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@kansoku/test/kit/langfuse-api'
import { processesOf } from '@kansoku/test/kit/processes'
import { identity, startProduct } from '@kansoku/test/kit/product'
import { until } from '@kansoku/test/kit/until'
import { timeAll } from '../statistics.ts'
import { type Client, createClient } from './client.ts'
import { type Program, pin, startScript } from './programs.ts'
import { instantModel, pacedModel } from './upstream.ts'

export interface GatewayUnderTest extends AsyncDisposable {
  readonly upstream: Program
  readonly origin: string
  /** Process id of the gateway now. */
  pid(): Promise<number>
  readonly client: Client
}

/** The whole product before an upstream that answers at once, asked with a virtual key that has a budget; warm. */
export async function startGatewayUnderTest(): Promise<GatewayUnderTest> {
  await using parts = new AsyncDisposableStack()
  const upstream = parts.use(await startScript('upstream-process', 'load'))
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-bench-'))
  parts.defer(() => rm(folder, { recursive: true, force: true }))
  const config = join(folder, 'config.yaml')
  await writeFile(
    config,
    `model_list:\n${[instantModel, pacedModel].map((model) => deployment(model, upstream.origin)).join('')}`,
  )
  const product = parts.use(await startProduct({ args: ['-c', config] }))
  const origin = product.gatewayUrl
  const pid = async () => (await processesOf(product.pid, 'gateway'))[0] ?? 0
  for (const each of await processesOf(product.pid)) await pin(each, 'load')
  await pin(await pid(), 'measured')
  const client = parts.use(createClient(origin, { authorization: `Bearer ${await createKey(origin)}` }))
  await timeAll(500, 8, () => client.call('0.75 KB'))
  const opened = parts.move()
  return { upstream, origin, pid, client, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

function deployment(model: string, upstream: string): string {
  return `  - model_name: ${model}\n    litellm_params:\n      model: openai/${model}\n      api_base: ${upstream}/v1\n      api_key: sk-upstream\n`
}

/** A virtual key whose budget is looked after, though never used up. */
async function createKey(origin: string): Promise<string> {
  const authorization = `Bearer ${identity.masterKey}`
  const wanted = { max_budget: 1_000_000, budget_duration: '30d', rpm_limit: 100_000_000 }
  const { body } = await call(`${origin}/key/generate`, 'POST', wanted, { authorization })
  const models = () => call(`${origin}/v1/models`, 'GET', undefined, { authorization: `Bearer ${body.key}` })
  await until(async () => (await models()).status === 200, { describe: () => 'the key to be known' })
  return body.key
}
