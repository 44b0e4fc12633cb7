// Makes the figures of the workshop's manuals, in each language: `npm run manual-screenshots -w test`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { call } from '../kit/langfuse-api.ts'
import { identity, type Product, runDemo, startProduct } from '../kit/product.ts'
import { signIn } from '../kit/sign-in.ts'
import { type Language, languages, manualFolder } from './find-documents.ts'
import { root } from './markdown.ts'

const project = `/project/${identity.projectId}`

/** Milliseconds; a page that follows what happens never leaves the network idle. */
const patience = { timeout: 4000 }
const question = { model: 'demo-claude-sonnet-4', messages: [{ role: 'user', content: 'What is tracing?' }] }

await using product = await startProduct()
await using browser = await openBrowser()
await seed(product)
for (const language of languages) await takeAll(product, browser, language)

async function seed({ dataDir, gatewayUrl }: Product): Promise<void> {
  await runDemo({ dataDir })
  for (const [key_alias, max_budget] of Object.entries({ alice: 20, bob: 5, 'ci-tests': 0.001 })) {
    const key = await manage(gatewayUrl, '/key/generate', { key_alias, max_budget, budget_duration: '30d' })
    await manage(gatewayUrl, '/chat/completions', question, key.key)
  }
}

async function manage(gatewayUrl: string, path: string, body: object, key = identity.masterKey) {
  const answer = await call(`${gatewayUrl}${path}`, 'POST', body, { authorization: `Bearer ${key}` })
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return answer.body
}

async function takeAll(product: Product, browser: Browser, language: Language): Promise<void> {
  const folder = join(root, manualFolder(language), 'images')
  await mkdir(folder, { recursive: true })
  const context = await browser.newContext({
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    timezoneId: 'Asia/Tokyo',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await signIn(page, product, project)
  for (const { name, path, width = 1200, height } of await findFigures(product, language)) {
    await page.setViewportSize({ width, height })
    await take(page, `${product.serverUrl}${project}${path}`, join(folder, `${name}.png`))
  }
  await context.close()
}

interface Figure {
  readonly name: string
  /** Below the project. */
  readonly path: string
  /** Of the page that is shown, in pixels; 1200 unless the page needs more. */
  readonly width?: number
  readonly height: number
}

async function findFigures({ serverUrl }: Product, language: Language): Promise<Figure[]> {
  const traces = await readTraces(serverUrl)
  const isFirst = (one: Trace) => traces.find(({ sessionId }) => sessionId === one.sessionId) === one
  const speaks = ({ name }: Trace) => /[^ -~]/.test(name) === (language === 'ja')
  const task = find(traces, (one) => one.tags.includes('cline') && isFirst(one) && speaks(one))
  const recovered = find(traces, ({ observations }) => observations.length > 2)
  return [
    { name: 'dashboard', path: '?range=15m', height: 720 },
    { name: 'traces', path: '/traces', height: 560 },
    { name: 'trace', path: `/traces/${encodeURIComponent(recovered.id)}`, height: 560 },
    { name: 'session', path: `/sessions/${encodeURIComponent(task.sessionId ?? '')}`, height: 720 },
    { name: 'agents', path: '/agents', width: 1500, height: 520 },
    {
      name: 'agent-task',
      path: `/agents/task/${encodeURIComponent(task.sessionId ?? '')}`,
      width: 1500,
      height: 860,
    },
    { name: 'usage', path: '/usage?range=24h', height: 720 },
    { name: 'virtual-keys', path: '/virtual-keys', height: 330 },
  ]
}

interface Trace {
  readonly id: string
  readonly name: string
  readonly sessionId: string | null
  readonly tags: readonly string[]
  readonly observations: readonly unknown[]
}

/** The oldest first. */
async function readTraces(serverUrl: string): Promise<Trace[]> {
  const keys = Buffer.from(`${identity.publicKey}:${identity.secretKey}`).toString('base64')
  const url = `${serverUrl}/api/public/traces?limit=100`
  const { body } = await call(url, 'GET', undefined, { authorization: `Basic ${keys}` })
  return (body.data as Trace[]).toReversed()
}

function find(traces: readonly Trace[], suits: (trace: Trace) => boolean): Trace {
  const found = traces.find(suits)
  if (!found) throw new Error('the demo left no trace for a figure')
  return found
}

async function take(page: Page, url: string, path: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('main').waitFor()
  await page.waitForLoadState('networkidle', patience).catch(() => {})
  await page.screenshot({ path, animations: 'disabled' })
}
