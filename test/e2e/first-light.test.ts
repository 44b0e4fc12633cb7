import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { expectNoViolations } from '../kit/accessibility.ts'
import { openBrowser } from '../kit/browser.ts'
import { gateway, platform } from '../kit/langfuse-api.ts'
import { identity, type Product, runDemo, startProduct } from '../kit/product.ts'
import { signIn } from '../kit/sign-in.ts'
import { uploadFile } from '../kit/upload-file.ts'

let product: Product
let browser: Browser
let context: BrowserContext
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  product = await startProduct()
  await runDemo(product)
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
afterEach(() => context.close())

const traces = `/project/${identity.projectId}/traces`

test('a wrong password is refused with a kind word, the right one opens the dashboard', async () => {
  await page.goto(product.serverUrl)
  await page.getByLabel('Email address or user name').fill(identity.email)
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
  await expectNoViolations(page)
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
  await page.getByRole('combobox', { name: 'Search traces' }).fill('fix-cart-rounding')
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
  await expectNoViolations(page)
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
  await page.getByRole('combobox', { name: 'Search traces' }).fill('cart')
  await link.click()
  await page.clock.runFor(2000)
  held.resolve()
  await page.getByRole('tree').waitFor()
})

test('a key is created with its secret shown once, and deleted after a question', async () => {
  await signIn(page, product, `/project/${identity.projectId}/settings`)
  await page.getByRole('button', { name: 'Create key' }).click()
  await page.getByLabel('Note (optional)').fill('for the workshop')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { name: 'API key created' }).waitFor()
  await page.getByText(/^sk-lf-[0-9a-f-]{36}$/).waitFor()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Done' }).click()
  const row = page.getByRole('row').filter({ hasText: 'for the workshop' })
  await row.getByRole('button', { name: /^Delete key pk-lf-/ }).click()
  await page.getByText('It has never been used.').waitFor()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Delete key', exact: true }).click()
  await row.waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('a virtual key is made with a budget, calls a model, and is blocked', async () => {
  await signIn(page, product, `/project/${identity.projectId}/virtual-keys`)
  await page.getByText('No virtual keys yet').waitFor()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Create key' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Cline of Aya')
  await page.getByLabel('Budget in US dollars').fill('5')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { name: 'Your key is ready' }).waitFor()
  const key = (await page.getByText(/^sk-[\w-]{20,}$/).textContent()) ?? ''
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Done' }).click()

  const call = () =>
    fetch(`${product.gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'demo-claude-sonnet-4',
        messages: [{ role: 'user', content: 'Good morning' }],
      }),
    }).then(({ status }) => status)
  await expect.poll(call).toBe(200)
  const row = page.getByRole('row').filter({ hasText: 'Cline of Aya' })
  await expect
    .poll(async () => {
      await page.reload()
      return row.textContent()
    })
    .toMatch(/\$0\.\d*[1-9]\d* of \$5\.00/)

  await row.getByRole('link', { name: 'Cline of Aya' }).click()
  await page.getByRole('button', { name: 'Remove filter: Key' }).waitFor()
  await page.getByText('Cline of Aya').first().waitFor()
  await expect.poll(() => page.locator('[data-row-link]').count()).toBe(1)
  await expectNoViolations(page)
  await page.goBack()

  await row.getByRole('button', { name: 'Actions for Cline of Aya' }).click()
  await page.getByRole('menuitem', { name: 'Block…' }).click()
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await row.getByText('Blocked').waitFor()
  await expectNoViolations(page)
  await expect.poll(call).toBe(401)
  expect(complaints).toEqual([])
})

test('a search typed with a pause between its words keeps the space', async () => {
  await signIn(page, product, traces)
  const box = page.getByRole('combobox', { name: 'Search traces' })
  await box.pressSequentially('which ')
  await page.waitForURL(/q=which/)
  await box.pressSequentially('files')
  await page.waitForURL(/q=which\+files/)
  await expect.poll(() => box.inputValue()).toBe('which files')
})

test('while the list is on its way its place is held', async () => {
  await page.route(/\/traces\?/, (route) =>
    route.request().resourceType() === 'fetch' ? undefined : route.continue(),
  )
  await signIn(page, product, traces)
  await page.getByRole('combobox', { name: 'Search traces' }).waitFor()
  const waiting = await page.getByRole('status', { name: 'Loading' }).boundingBox()
  expect(waiting?.width).toBeGreaterThan(600)
})

test('a page that is not there any more leads to the last one', async () => {
  await signIn(page, product, `${traces}?page=9`)
  await page.getByRole('link', { name: 'demo-fallback' }).waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('page')).toBeNull()
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
  const names = async () => (await page.locator('[data-row-link]').allTextContents()).sort()
  await expect.poll(names).toEqual(['demo-fallback', 'demo-overloaded'])
  await page.goto(`${product.serverUrl}${traces}?q=${encodeURIComponent('税込')}`)
  await page.getByRole('link', { name: '税込表示の追加' }).first().waitFor()
  await page.getByRole('link', { name: 'demo-fallback' }).waitFor({ state: 'detached' })
  await expectNoViolations(page)
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
  /** What is chosen shows at once; before it is stored, a reload would lose it. */
  const choose = async (name: string) => {
    const stored = page.waitForResponse('**/api/app/account')
    await page.getByRole('menuitemradio', { name }).click()
    expect((await stored).status()).toBe(200)
  }
  await page.getByRole('button', { name: /^Account/ }).click()
  await choose('日本語')
  await page.getByRole('heading', { name: 'トレース' }).first().waitFor()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ja')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^アカウント/ }).click()
  await choose('ダーク')
  await page.reload()
  await page.getByRole('heading', { name: 'トレース' }).first().waitFor()
  await expect.poll(async () => Math.max(...(await backgroundOf(page)))).toBeLessThan(64)
  await expectNoViolations(page)
  // They are those of the account, in every browser: whoever comes next finds it without.
  const data = { preferences: { language: null, theme: null } }
  await page.request.patch(`${product.serverUrl}/api/app/account`, { data })
})

test('a Japanese browser is greeted in Japanese', async () => {
  const japanese = await browser.newContext({ locale: 'ja-JP' })
  const greeted = await japanese.newPage()
  await greeted.goto(product.serverUrl)
  await greeted.getByLabel('メールアドレスまたはユーザー名').waitFor()
  await expectNoViolations(greeted)
  await japanese.close()
})

test('a call that ends while the list is open appears without a reload', async () => {
  await signIn(page, product, traces)
  await page.getByRole('combobox', { name: 'Search traces' }).waitFor()
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

const journeys = [
  {
    ...{ locale: 'en-US', list: 'Sessions', conversation: 'Conversation' },
    ...{
      again: '2 earlier messages were sent again: show them',
      course: 'Traces over time',
      all: 'Show all (2)',
    },
    ...{ none: 'No sessions in this time range', way: 'Headers' },
  },
  {
    ...{ locale: 'ja-JP', list: 'セッション', conversation: '会話' },
    ...{
      again: '再送された以前のメッセージ（2件）を表示',
      course: 'トレース数の推移',
      all: 'すべて表示（2件）',
    },
    ...{ none: 'この期間のセッションはありません', way: 'ヘッダー' },
  },
]

test.each(journeys)(
  'a conversation appears as a session, leads to its user and back ($locale)',
  async (words) => {
    const own = await browser.newContext({ locale: words.locale, viewport: { width: 1440, height: 900 } })
    const page = await own.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    const sessionId = `talk/${words.locale}`
    const user = `hanako (${words.locale})`
    const say = async (...messages: object[]) => {
      const call = { model: 'demo-gpt-4o-mini', messages, litellm_session_id: sessionId, user }
      const { body } = await gateway(product, 'POST', '/v1/chat/completions', call)
      return (body as { choices: { message: object }[] }).choices[0]?.message ?? {}
    }
    const sessions = `/project/${identity.projectId}/sessions`
    await signIn(page, product, sessions)
    await page.getByRole('combobox').waitFor()
    const first = { role: 'user', content: '長い話のはじめ' }
    const answer = await say(first)
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: sessionId }) })
    await row.getByRole('cell', { name: '1', exact: true }).waitFor()
    await row.getByRole('link').click()
    const talk = page.getByRole('group', { name: words.conversation })
    await talk.getByText('長い話のはじめ', { exact: true }).waitFor()
    await say(first, answer, { role: 'user', content: 'and what then?' })
    await talk.getByText('and what then?', { exact: true }).waitFor()
    await expect.poll(() => talk.getByText('長い話のはじめ', { exact: true }).count()).toBe(1)
    await talk.getByRole('button', { name: words.again }).click()
    await expect.poll(() => talk.getByText('長い話のはじめ', { exact: true }).count()).toBe(2)
    await expectNoViolations(page)

    await page.getByRole('link', { name: user }).click()
    await page.getByRole('heading', { name: words.course }).waitFor()
    await page.getByRole('link', { name: words.all }).waitFor()
    await expectNoViolations(page)
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await page.getByRole('table').getByRole('link', { name: user }).waitFor()
    await expectNoViolations(page)
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.getByRole('heading', { name: words.list, exact: true }).waitFor()
    await expectNoViolations(page)

    await page.goto(`${product.serverUrl}${sessions}?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z`)
    await page.getByRole('heading', { name: words.none }).waitFor()
    await page.getByRole('tab', { name: words.way }).click()
    await page.getByText('x-litellm-session-id').waitFor()
    await expectNoViolations(page)
    expect(complaints).toEqual([])
    await own.close()
  },
)

test('a turn of a session is found by its address', async () => {
  await signIn(page, product, traces)
  await page.getByRole('link', { name: 'fix-cart-rounding' }).first().click()
  await page.getByRole('tree').waitFor()
  const traceId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByRole('link', { name: /^demo-/ }).click()
  await page.waitForURL(`**/sessions/demo-*turn=${traceId}`)
  await page.locator(`[data-turn="${traceId}"]`).getByRole('link', { name: 'fix-cart-rounding' }).waitFor()
})

test('on a phone the pages fit and the navigation opens', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, product, traces)
  await page.getByRole('button', { name: 'Open navigation' }).click()
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('heading', { name: 'Traces over time' }).waitFor()
  const overflow = () =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  await expect.poll(overflow).toBe(0)
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
