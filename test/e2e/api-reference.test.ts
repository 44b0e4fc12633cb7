import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  initEnvironment,
  startTestServer,
  type TestServer,
} from '../../apps/server/src/testing/start-test-server.ts'
import { findViolations } from '../kit/accessibility.ts'
import { openBrowser } from '../kit/browser.ts'

let server: TestServer
let browser: Browser
beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

const { LANGFUSE_INIT_PROJECT_PUBLIC_KEY: publicKey, LANGFUSE_INIT_PROJECT_SECRET_KEY: secretKey } =
  initEnvironment

/** The reference with everything that it asked for and complained about. */
async function openReference(options: BrowserContextOptions) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  const hosts = new Set<string>()
  const complaints: string[] = []
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:') hosts.add(host)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(`${server.server.url}/api-reference`)
  await page.getByText('/api/public/ingestion', { exact: true }).waitFor()
  return { context, page, hosts, complaints }
}

async function authorize(page: Page) {
  await page.getByRole('button', { name: 'Authorize' }).click()
  await page.getByLabel('Username').fill(publicKey)
  await page.getByLabel('Password').fill(secretKey)
  await page.getByRole('button', { name: 'Apply credentials' }).first().click()
  await page.getByRole('button', { name: 'Close' }).first().click()
}

async function find(page: Page, text: string) {
  await page.getByPlaceholder(/^Filter/).fill(text)
  await page.getByText('/api/public/ingestion', { exact: true }).waitFor({ state: 'detached' })
}

/** Swagger UI's own to mend: links within buttons, headings that begin with the third level, a search field outside. */
const violations = async (page: Page) =>
  (await findViolations(page)).filter(
    (text) => !/^(nested-interactive|heading-order|region: <div><div class="filter-container">)/.test(text),
  )

test('somebody finds an operation in the reference, tries it out with keys and asks nobody else', async () => {
  const { context, page, hosts, complaints } = await openReference({ locale: 'en-US' })
  await page.getByRole('heading', { name: 'API reference', level: 1 }).waitFor()
  await authorize(page)
  await find(page, 'list projects')
  await page.getByText('/api/public/projects', { exact: true }).click()
  const answer = page.waitForResponse(/\/api\/public\/projects$/)
  await page.getByRole('button', { name: 'Execute' }).click()
  expect(await (await answer).json()).toMatchObject({ data: [{ name: 'Cline Project' }] })
  await page.locator('.live-responses-table').getByText('Cline Project').waitFor()
  await expect.poll(() => violations(page)).toEqual([])
  expect([...hosts]).toEqual([new URL(server.server.url).host])
  expect(complaints).toEqual([])
  await context.close()
})

test('operations far down are reached by scrolling, on a phone too', async () => {
  const { context, page } = await openReference({ viewport: { width: 390, height: 844 } })
  await page.getByText('/api/public/ready', { exact: true }).click()
  await page.getByRole('button', { name: 'Execute' }).waitFor()
  await context.close()
})

test('the reference is dark where the system is, speaks Japanese around it and offers what it is made from', async () => {
  const { context, page, complaints } = await openReference({ locale: 'ja-JP', colorScheme: 'dark' })
  await page.getByRole('heading', { name: 'APIリファレンス' }).waitFor()
  const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  const lightness = Number(/^oklch\(([\d.]+)/.exec(background)?.[1])
  expect(lightness).toBeLessThan(0.3)
  await find(page, 'scores')
  await expect.poll(() => violations(page)).toEqual([])
  for (const link of await page.getByRole('navigation').getByRole('link').all()) {
    const answer = await server.fetch((await link.getAttribute('href')) ?? '')
    expect([answer.url, answer.status]).toEqual([answer.url, 200])
  }
  expect(complaints).toEqual([])
  await context.close()
})
