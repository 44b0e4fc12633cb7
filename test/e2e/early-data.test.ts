import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { platform } from '../kit/langfuse-api.ts'
import { identity } from '../kit/product.ts'
import { productPages } from '../kit/product-pages.ts'

const opened = productPages(async (product) => {
  const timestamp = new Date().toISOString()
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000).toISOString()
  const bodies = [
    { id: 'one', name: 'the one trace', timestamp },
    ...Array.from({ length: 60 }, (_, index) => ({
      id: `old-${index}`,
      name: 'an old trace',
      timestamp: twoDaysAgo,
    })),
  ]
  const batch = bodies.map((body) => ({ id: `event-${body.id}`, type: 'trace-create', timestamp, body }))
  expect((await platform(product, 'POST', '/api/public/ingestion', { batch })).status).toBe(207)
})

const session = /\/api\/app\/session$/
const catalogue = /\/assets\/en-.*\.js$/
const api = `/api/app/projects/${identity.projectId}`

/** Holds what the patterns name until the function is called. */
async function hold(page: Page, ...patterns: readonly RegExp[]): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const pattern of patterns) {
    await page.route(pattern, async (route) => {
      await promise
      await route.continue()
    })
  }
  return resolve
}

test.each([
  ['/', `${api}/first-trace`],
  ['/traces', `${api}/table-views/traces`],
  ['/traces', `${api}/traces\\?from=.*`],
  ['/observations', `${api}/observations\\?from=.*`],
  ['/sessions', `${api}/sessions\\?from=.*`],
  ['/users', `${api}/users\\?from=.*`],
  ['/traces/one', `${api}/traces/one`],
])('%s asks for what it begins with before it has words and a session: %s', async (path, asked) => {
  const page = await opened.pages.open('/settings', 'en-US')
  const letGo = await hold(page, session, catalogue)
  const requests = [session, new RegExp(`${asked}$`)].map((url) => page.waitForRequest(url))
  await page.goto(opened.pages.at(path), { waitUntil: 'commit' })
  await Promise.all(requests)
  letGo()
  await page.getByRole('heading', { level: 1 }).waitFor()
})

test('the dashboard of a project that is known to be old asks for its figures at once', async () => {
  const page = await opened.pages.open('/', 'en-US')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const letGo = await hold(page, session, catalogue)
  const figures = page.waitForRequest(new RegExp(`${api}/dashboard/overview`))
  await page.reload({ waitUntil: 'commit' })
  await figures
  letGo()
  await page.getByRole('heading', { level: 1 }).waitFor()
})

const scripts = `performance.getEntriesByType('resource')
  .filter(({ name }) => new URL(name).pathname.endsWith('.js')).map(({ name }) => name)`

test.each(['/', '/traces', '/settings'])('%s is there after a few scripts', async (path) => {
  const page = await opened.pages.open(path, 'en-US')
  await page.locator('main tbody td, main dd, main .recharts-surface path').first().waitFor()
  const names: string[] = await page.evaluate(scripts)
  expect(names.length).toBeGreaterThan(3)
  // A browser asks for six at a time, and data waits behind scripts.
  expect(names.length, names.join('\n')).toBeLessThanOrEqual(24)
})

test('a list draws its whole page, and is found again where it was left', async () => {
  const page = await opened.pages.open('/traces?range=7d', 'en-US')
  const rows = page.locator('[data-row-id]')
  const top = () => page.evaluate<number>("document.querySelector('main table').parentElement.scrollTop")
  await expect.poll(() => rows.count()).toBe(50)
  await rows.nth(45).scrollIntoViewIfNeeded()
  const scrolled = await top()
  expect(scrolled).toBeGreaterThan(500)
  await rows.nth(45).locator('td').nth(3).click()
  await page.getByRole('tree').waitFor()
  await page.goBack()
  await expect.poll(() => rows.count()).toBe(50)
  await expect.poll(top).toBe(scrolled)
})

test('a second visit shows what is kept, and reads it again behind it', async () => {
  const page = await opened.pages.open('/traces', 'en-US')
  await page.route(/\/live$/, (route) => route.abort())
  await page.getByRole('link', { name: 'the one trace' }).first().waitFor()
  const goTo = (name: string) =>
    page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()
  await goTo('Settings')
  await page.locator('main dd').first().waitFor()
  const timestamp = new Date().toISOString()
  const body = { id: 'later', name: 'a later trace', timestamp }
  const batch = [{ id: 'event-later', type: 'trace-create', timestamp, body }]
  expect((await platform(opened.product, 'POST', '/api/public/ingestion', { batch })).status).toBe(207)
  await page.clock.setSystemTime(Date.now() + 60_000)
  const letGo = await hold(page, new RegExp(`${api}/traces\\?`))
  await goTo('Traces')
  await page.getByRole('link', { name: 'the one trace' }).first().waitFor()
  expect(await page.getByRole('link', { name: 'a later trace' }).count()).toBe(0)
  letGo()
  await page.getByRole('link', { name: 'a later trace' }).first().waitFor()
})

test('whatever follows a project shares a connection, which outlives a page', async () => {
  const page = await opened.pages.open('/settings', 'en-US')
  const goTo = (name: string) =>
    page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()
  // A page that follows mentions alone connects as well.
  const connected = page.waitForResponse(/\/live$/)
  await page.reload()
  await connected
  const more: string[] = []
  page.on('request', (request) => request.url().endsWith('/live') && more.push(request.url()))
  const isLive = page.getByRole('button', { name: 'Live updates: Live' })
  for (const name of ['Traces', 'Sessions', 'Users']) {
    await goTo(name)
    await isLive.waitFor()
  }
  expect(more).toEqual([])
})

test('a project that was not open last is asked for nothing before the session is known', async () => {
  const page = await opened.pages.open('/settings', 'en-US')
  await page.evaluate("localStorage.removeItem('kansoku.project')")
  const letGo = await hold(page, session)
  const early: string[] = []
  page.on('request', (request) => request.url().includes(api) && early.push(request.url()))
  await page.goto(opened.pages.at('/traces/one'), { waitUntil: 'commit' })
  await page.waitForRequest(session)
  expect(early).toEqual([])
  letGo()
  await page.getByRole('tree').waitFor()
  expect(early).not.toEqual([])
})

test('the language of an account wins, though that of the browser arrives later', async () => {
  const page = await opened.pages.open('/settings', 'en-US')
  const letGo = await hold(page, catalogue)
  await page.route(session, async (route) => {
    const answer = await route.fetch()
    const told = await answer.json()
    const preferences = { ...told.preferences, language: 'ja' }
    await route.fulfill({ response: answer, json: { ...told, preferences } })
  })
  const answered = page.waitForResponse(session)
  await page.goto(opened.pages.at('/traces'), { waitUntil: 'commit' })
  await (await answered).finished()
  letGo()
  await page.getByRole('heading', { level: 1, name: 'トレース' }).waitFor()
})

test('who is not signed in any more signs in, and is shown what was asked for in vain before', async () => {
  const page = await opened.pages.open('/traces', 'en-US')
  await page.context().clearCookies()
  await page.goto(opened.pages.at('/traces/one'))
  await page.getByLabel('Email address or user name').fill(identity.email)
  await page.getByLabel('Password', { exact: true }).fill(identity.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('tree').waitFor()
})

/** The page is looked at, or something else is. */
const look = (page: Page, isAtPage: boolean) =>
  page.evaluate(`{
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${!isAtPage} })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }`)

test('who comes back after their session has ended is asked to sign in, and nothing is asked for in vain', async () => {
  const page = await opened.pages.open('/traces', 'en-US')
  const row = page.getByRole('link', { name: 'the one trace' })
  await row.waitFor()
  await page.waitForLoadState('networkidle')
  const refused: string[] = []
  page.on('response', (answer) => answer.status() === 401 && refused.push(answer.url()))
  await look(page, false)
  await page.context().clearCookies()
  await look(page, true)
  await page.waitForURL(/\/sign-in\?/)
  await page.getByLabel('Email address or user name').fill(identity.email)
  await page.getByLabel('Password', { exact: true }).fill(identity.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await row.waitFor()
  expect(refused).toEqual([])

  // The list is looked after again.
  const body = { id: 'two', name: 'another trace', timestamp: new Date().toISOString() }
  const batch = [{ id: 'event-two', type: 'trace-create', timestamp: body.timestamp, body }]
  await platform(opened.product, 'POST', '/api/public/ingestion', { batch })
  await page.getByRole('link', { name: 'another trace' }).waitFor()
  await look(page, false)
  await look(page, true)
  const again = { ...body, id: 'three', name: 'a third trace' }
  await platform(opened.product, 'POST', '/api/public/ingestion', {
    batch: [{ ...batch[0], id: 'event-three', body: again }],
  })
  await page.getByRole('link', { name: 'a third trace' }).waitFor()
  await opened.pages.expectSound(page)
})
