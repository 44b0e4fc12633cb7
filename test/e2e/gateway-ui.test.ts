import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../kit/browser.ts'
import { call } from '../kit/langfuse-api.ts'
import { type Product, startProduct } from '../kit/product.ts'
import { startReverseProxy } from '../kit/reverse-proxy.ts'

const workshop = join(import.meta.dirname, '../../packages/routing/fixtures/workshop')
const masterKey = 'sk-litellm-test-key'

let product: Product
let browser: Browser
beforeAll(async () => {
  const args = ['2.litellm', '4.langfuse'].flatMap((folder) => [
    '--env-file',
    join(workshop, folder, '.env.example'),
  ])
  // Beside the models of the workshop, which nobody here pays for.
  const env = { KANSOKU_DEMO: 'on' }
  product = await startProduct({ args: ['--embedded', ...args], env, ownIdentity: true })
  // The first trace of a project would open by itself.
  await ask('はじめまして')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.[Symbol.asyncDispose]()
})

async function openPage() {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

async function enter(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('メールアドレスまたはユーザー名').fill(name)
  await page.getByLabel('パスワード', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'サインイン' }).click()
}

/** A call of a model through the gateway, which becomes a trace. */
async function ask(text: string): Promise<void> {
  const body = { model: 'demo-gpt-4o-mini', messages: [{ role: 'user', content: text }] }
  const answer = await call(`${product.gatewayUrl}/v1/chat/completions`, 'POST', body, {
    authorization: `Bearer ${masterKey}`,
  })
  expect(answer.status).toBe(200)
}

/** The pages are used as at the server's own port: signed in, with a deep link, a reload and live updates. */
async function workAt(url: string, page: Page): Promise<void> {
  await page.goto(url)
  await enter(page, 'litellm', 'wrong')
  await page.getByText('メールアドレスまたはパスワードが正しくありません。').waitFor()
  // Pages of a project share one, which the first of them opens.
  const stream = page.waitForRequest((request) => request.resourceType() === 'eventsource')
  await enter(page, 'litellm', 'litellm')
  await page.getByRole('navigation').first().waitFor()
  await page.waitForURL((address) => address.href.startsWith(`${url}/project/`))
  await page.getByRole('navigation').getByRole('link', { name: 'トレース' }).click()
  const traces = page.getByRole('link', { name: 'litellm-acompletion' })
  await traces.first().waitFor()
  const before = await traces.count()
  await ask('おはよう')
  await expect.poll(() => traces.count()).toBe(before + 1)
  expect((await stream).url()).toContain(`${url}/api/`)
  await traces.first().click()
  await page.getByRole('tree').waitFor()
  const deepLink = page.url()
  expect(deepLink).toContain(`${url}/project/`)
  await page.reload()
  await page.getByRole('tree').waitFor()
  expect(page.url()).toBe(deepLink)
}

test('the workshop’s user name and password open the application at port 4000', async () => {
  await using opened = await openPage()
  const { page, complaints } = opened
  await workAt(`${product.gatewayUrl}/ui`, page)
  // The session counts at the server's own port, too.
  await page.goto(product.serverUrl)
  await page.getByRole('navigation').first().waitFor()
  expect(complaints.filter((text) => !text.includes('status of 401'))).toEqual([])
})

test('the application works where a proxy shows the gateway below a path', async () => {
  await using opened = await openPage()
  const { page, complaints } = opened
  await using proxy = await startReverseProxy({
    target: product.gatewayUrl,
    prefix: '/proxy/4000',
    mode: 'strips',
  })
  await workAt(`${proxy.origin}/proxy/4000/ui`, page)
  expect(complaints.filter((text) => !text.includes('status of 401'))).toEqual([])
})

test('addresses of LiteLLM’s forms lead to the application', async () => {
  await using opened = await openPage()
  for (const path of ['/login', '/sso/key/generate']) {
    await opened.page.goto(`${product.gatewayUrl}${path}`)
    await opened.page.getByLabel('メールアドレスまたはユーザー名').waitFor()
  }
})
