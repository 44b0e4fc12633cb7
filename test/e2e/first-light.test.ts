import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findSeriousViolations } from '../kit/accessibility.ts'
import { openBrowser } from '../kit/browser.ts'
import { gateway, platform } from '../kit/langfuse-api.ts'
import { identity, identityVariables, type Product, runCli, startProduct } from '../kit/product.ts'
import { signIn } from '../kit/sign-in.ts'
import { uploadFile } from '../kit/upload-file.ts'

let product: Product
let browser: Browser
let context: BrowserContext
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  product = await startProduct()
  const demo = await runCli(['demo', '--fast'], { ...identityVariables, KANSOKU_DATA_DIR: product.dataDir })
  expect(demo.code, demo.output).toBe(0)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await product[Symbol.asyncDispose]()
})
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  complaints.length = 0
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
})
afterEach(async () => {
  await context.close()
})

const traces = `/project/${identity.projectId}/traces`

test('a wrong password is refused with a kind word, the right one opens the dashboard', async () => {
  await page.goto(product.serverUrl)
  await page.getByLabel('Email address').fill(identity.email)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('The email address or the password is wrong.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(identity.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Traces over time' }).waitFor()
})

test('the dashboard shows what the demo did', async () => {
  await signIn(page, product)
  for (const heading of [
    'Traces over time',
    'Model usage',
    'Latency over time',
    'Latency per model',
    'Response times',
    'Errors by type',
  ]) {
    await page.getByRole('heading', { name: heading }).waitFor()
  }
  await page.getByRole('button', { name: 'Last hour' }).waitFor()
  await page.getByText(/^\d+ of \d+ traces$/).waitFor()
  await page
    .getByText(/claude-sonnet-4/)
    .first()
    .waitFor()
  await page
    .getByText(/RateLimitError/)
    .first()
    .waitFor()
  expect(await findSeriousViolations(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.getByRole('button', { name: 'Traces over time: show as a table' }).click()
  const busy = page.getByRole('row').filter({ has: page.getByRole('cell', { name: /^[1-9]/ }) })
  await busy.first().getByRole('link').click()
  await page
    .getByRole('link', { name: /^(demo-|fix-|税込)/ })
    .first()
    .waitFor()
})

test('a trace can be found in the list and read as a conversation', async () => {
  await signIn(page, product, traces)
  await page.getByRole('searchbox', { name: 'Search traces' }).fill('fix-cart-rounding')
  await page.getByRole('link', { name: 'fix-cart-rounding' }).first().click()
  await page.getByRole('tree').waitFor()
  await page.getByRole('searchbox', { name: 'Search observations' }).fill('nothing of the kind')
  await page.getByText('No observation matches.').waitFor()
  await page.getByRole('searchbox', { name: 'Search observations' }).fill('')
  await page.getByRole('treeitem').last().click()
  await page
    .getByText(/total of a cart with three items/)
    .first()
    .waitFor()
  expect(await findSeriousViolations(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('a trace that is clicked while the search is still being typed opens, however slowly its page loads', async () => {
  await signIn(page, product, traces)
  const link = page.getByRole('link', { name: 'fix-cart-rounding' }).first()
  await link.waitFor()
  const held = Promise.withResolvers<void>()
  await page.route(/\/assets\/trace-page.*\.js$/, async (route) => {
    await held.promise
    await route.continue()
  })
  await page.clock.install()
  await page.getByRole('searchbox', { name: 'Search traces' }).fill('cart')
  await link.click()
  await page.clock.runFor(2000)
  held.resolve()
  await page.getByRole('tree').waitFor()
})

test('a search typed with a pause between its words keeps the space', async () => {
  await signIn(page, product, traces)
  const box = page.getByRole('searchbox', { name: 'Search traces' })
  await box.pressSequentially('which ')
  await page.waitForURL(/q=which/)
  await box.pressSequentially('files')
  await page.waitForURL(/q=which\+files/)
  expect(await box.inputValue()).toBe('which files')
})

test('while the list is on its way its place is held', async () => {
  await page.route(/\/traces\?/, (route) =>
    route.request().resourceType() === 'fetch' ? undefined : route.continue(),
  )
  await signIn(page, product, traces)
  const waiting = await page.getByRole('status', { name: 'Loading' }).boundingBox()
  expect(waiting?.width).toBeGreaterThan(600)
})

test('a page that is not there any more leads to the last one', async () => {
  await signIn(page, product, `${traces}?page=9`)
  await page.getByRole('link', { name: 'demo-fallback' }).waitFor()
  expect(new URL(page.url()).searchParams.get('page')).toBeNull()
})

test('a time without traffic is not taken for a project without traces', async () => {
  await signIn(page, product, `${traces}?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z`)
  await page.getByRole('heading', { name: 'No traces in this time range' }).waitFor()
  await page.getByRole('button', { name: 'Show the last 90 days' }).click()
  await page.getByRole('link', { name: 'demo-fallback' }).waitFor()
})

test('the list filters by errors and finds Japanese text', async () => {
  await signIn(page, product, traces)
  await page.getByRole('button', { name: 'Errors only' }).click()
  await page.getByRole('link', { name: 'demo-cancelled' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'demo-overloaded' }).waitFor()
  expect((await page.locator('[data-row-link]').allTextContents()).sort()).toEqual([
    'demo-fallback',
    'demo-overloaded',
  ])
  await page.goto(`${product.serverUrl}${traces}?q=${encodeURIComponent('税込')}`)
  await page.getByRole('link', { name: '税込表示の追加' }).first().waitFor()
  await page.getByRole('link', { name: 'demo-fallback' }).waitFor({ state: 'detached' })
  expect(await findSeriousViolations(page)).toEqual([])
})

test('a call that a fallback saved is told apart from one that failed', async () => {
  await signIn(page, product, `${traces}?level=ERROR`)
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name }) })
  await row('demo-overloaded').getByText('Error', { exact: true }).waitFor()
  await row('demo-fallback').getByText('Recovered').waitFor()
  await page.getByRole('link', { name: 'demo-fallback' }).click()
  await page.getByText('3 calls failed, and a later one succeeded.').waitFor()
})

test('language and theme are switched in the account menu and stay', async () => {
  await signIn(page, product, traces)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitemradio', { name: '日本語' }).click()
  await page.getByRole('heading', { name: 'トレース' }).first().waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('ja')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^アカウント/ }).click()
  await page.getByRole('menuitemradio', { name: 'ダーク' }).click()
  await page.reload()
  await page.getByRole('heading', { name: 'トレース' }).first().waitFor()
  expect(Math.max(...(await backgroundOf(page)))).toBeLessThan(64)
  expect(await findSeriousViolations(page)).toEqual([])
})

test('a Japanese browser is greeted in Japanese', async () => {
  const japanese = await browser.newContext({ locale: 'ja-JP' })
  const greeted = await japanese.newPage()
  await greeted.goto(product.serverUrl)
  await greeted.getByLabel('メールアドレス').waitFor()
  expect(await findSeriousViolations(greeted)).toEqual([])
  await japanese.close()
})

test('a call that ends while the list is open appears without a reload', async () => {
  await signIn(page, product, traces)
  await page.getByRole('searchbox', { name: 'Search traces' }).waitFor()
  const { status } = await gateway(product, 'POST', '/v1/chat/completions', {
    model: 'demo-gpt-4o-mini',
    messages: [{ role: 'user', content: 'live' }],
    metadata: { trace_name: 'appears-live' },
  })
  expect(status).toBe(200)
  await page.getByRole('link', { name: 'appears-live' }).first().waitFor()
})

test('a picture that a client sent stands in its message', async () => {
  const bytes = Uint8Array.from(Buffer.from(twoPixelsSquare, 'base64'))
  const url = await uploadFile(product, { traceId: 'pictured', contentType: 'image/png', bytes })
  const input = [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }]
  await platform(product, 'POST', '/api/public/traces', { id: 'pictured', input, metadata: { kept: url } })
  await signIn(page, product, `${traces}/pictured`)
  await page.getByRole('img', { name: 'Image' }).waitFor()
  const width = `(async (img) => { await img.decode(); return img.naturalWidth })(document.images[0])`
  expect(await page.evaluate<number>(width)).toBe(2)
  const file = await page.getByRole('link', { name: 'Open file' }).getAttribute('href')
  expect((await page.request.get(`${product.serverUrl}${file}`)).headers()['content-type']).toBe('image/png')
})

test('on a phone the pages fit and the navigation opens', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, product, traces)
  await page.getByRole('button', { name: 'Open navigation' }).click()
  await page.getByRole('link', { name: 'Dashboard' }).click()
  await page.getByRole('heading', { name: 'Traces over time' }).waitFor()
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow).toBe(0)
})

/** A PNG. */
const twoPixelsSquare =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEElEQVQI12M4EaABRAwQCgAljgUBYlofUgAAAABJRU5ErkJggg=='

/** Red, green and blue of the page, 0 to 255, whatever notation its styles use. */
function backgroundOf(page: Page): Promise<number[]> {
  return page.evaluate<number[]>(`(() => {
    const context = document.createElement('canvas').getContext('2d')
    context.fillStyle = getComputedStyle(document.body).backgroundColor
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
  })()`)
}
