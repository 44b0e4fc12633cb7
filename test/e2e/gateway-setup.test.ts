import { rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeTarget, startFakeTarget } from '../../apps/gateway/src/testing/callback-target.ts'
import { openPages, type Pages } from '../kit/pages.ts'
import { type Product, runCli, startProduct, temporaryDataDir } from '../kit/product.ts'

const program = resolve(import.meta.dirname, '../../apps/gateway/src/mcp/testing/stdio-program.ts')

let target: FakeTarget
let dataDir: string
let product: Product
let pages: Pages
beforeAll(async () => {
  target = await startFakeTarget()
  dataDir = await temporaryDataDir()
  await writeConfig(settings())
  product = await startProduct({ dataDir, args: ['-c', join(dataDir, 'config.yaml')] })
  pages = await openPages(product)
})
afterAll(async () => {
  for (const one of [pages, product, target]) await one?.[Symbol.asyncDispose]()
  if (dataDir) await rm(dataDir, { recursive: true, force: true })
})

const writeConfig = (config: object | string) =>
  writeFile(join(dataDir, 'config.yaml'), typeof config === 'string' ? config : JSON.stringify(config))

const settings = () => ({
  model_list: [
    { model_name: 'fast', litellm_params: { model: 'openai/gpt-4o-mini', api_key: 'sk-never-shown' } },
  ],
  router_settings: { routing_strategy: 'least-busy' },
  litellm_settings: {
    callbacks: ['audit', 'otel'],
    fallbacks: [{ fast: ['large'] }],
    cache: true,
    cache_params: { type: 'local', ttl: 60 },
  },
  callback_settings: { audit: { callback_type: 'generic_api', endpoint: `${target.url}/audit` } },
  guardrails: [
    { guardrail_name: 'no-keys', litellm_params: { guardrail: 'hide-secrets', mode: 'pre_call' } },
  ],
  mcp_servers: { weather: { command: process.execPath, args: [program] } },
})

const words = [
  {
    ...{ locale: 'en-US', routing: 'Routing', callbacks: 'Callbacks', servers: 'MCP servers' },
    ...{ test: 'Test the connection to', answered: /^Answered in/, idle: 'Not sending' },
    ...{ tools: 'Tools of weather', broken: 'Newer config unusable', used: 'Config in use' },
  },
  {
    ...{ locale: 'ja-JP', routing: 'ルーティング', callbacks: 'コールバック', servers: 'MCPサーバー' },
    ...{ test: 'への接続をテスト', answered: /^応答/, idle: '送信なし' },
    ...{ tools: 'weatherのツール', broken: '新しい設定は使えません', used: '設定を反映済み' },
  },
]

test.each(words)(
  'what the gateway was told is seen, and what it reaches is tested ($locale)',
  async (said) => {
    const page = await pages.open('/gateway', said.locale)
    const card = (name: string) => page.getByRole('region', { name, exact: true })
    const testOf = (name: string) =>
      card(name === 'audit' ? said.callbacks : said.servers).getByRole('button', { name })
    await card(said.routing).getByText('least-busy').waitFor()
    await card(said.callbacks).getByText(said.idle).waitFor()
    await page.getByText('no-keys').waitFor()
    expect(await page.content()).not.toContain('sk-never-shown')
    await pages.expectSound(page)
    const before = target.told.length
    await testOf('audit').click()
    await card(said.callbacks).getByText(said.answered).waitFor()
    await expect.poll(() => target.told.length).toBe(before + 1)
    await testOf('weather').click()
    await page.getByRole('list', { name: said.tools }).getByText('get_forecast').waitFor()
    await pages.expectSound(page)
  },
)

test.each(words)('a file that cannot be used is told, and gone once it can ($locale)', async (said) => {
  const page = await pages.open('/gateway', said.locale)
  await page.getByText(said.used).waitFor()
  await writeConfig('model_list: [{model_name: a}]\nlitellm_settings: {num_retries: many}\n')
  const notice = page.getByRole('status', { name: said.broken })
  await notice.getByText('config.yaml:2').waitFor({ timeout: 60_000 })
  await expect.poll(() => notice.getByRole('listitem').count()).toBe(2)
  await pages.expectSound(page)
  const models = await pages.open('/models', said.locale)
  await models.getByRole('status', { name: said.broken }).getByText('num_retries').waitFor()
  await pages.expectSound(models)
  const status = () => runCli(['--lang', said.locale.slice(0, 2), 'status'], { KANSOKU_DATA_DIR: dataDir })
  const refused = /config\.yaml:1 {2}.*litellm_params[\s\S]*config\.yaml:2 {2}.*num_retries/
  await expect.poll(async () => (await status()).output).toMatch(refused)
  await writeConfig(settings())
  await models.getByRole('status', { name: said.broken }).waitFor({ state: 'detached', timeout: 60_000 })
  await expect.poll(async () => (await status()).output).not.toMatch(refused)
  const again = await pages.open('/gateway', said.locale)
  await again.getByText(said.used).waitFor()
  await again.getByRole('status', { name: said.broken }).waitFor({ state: 'detached' })
})

test('a phone shows it all', async () => {
  const page = await pages.open('/gateway', 'ja-JP')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('no-keys').waitFor()
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  await expect.poll(() => page.evaluate<number>(overflow)).toBe(0)
  await pages.expectSound(page)
})
