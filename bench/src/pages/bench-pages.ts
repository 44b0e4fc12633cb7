import { openBrowser } from '@kansoku/test/kit/browser'
import { identity, type Product, startProduct } from '@kansoku/test/kit/product'
import { signIn } from '@kansoku/test/kit/sign-in'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { seededFolder } from '../reads/seeded-folder.ts'
import { type Figure, milliseconds, times } from '../report.ts'
import { median } from '../statistics.ts'
import { type BenchedPage, pagesOfProject } from './pages-of-project.ts'
import {
  clicked,
  paintedAfter,
  scriptBytes,
  watchAnew,
  watchClick,
  watchedOf,
  watchPages,
} from './watch-page.ts'

const rounds = 5
const coldBar = 1500
const warmBar = 300
const interactionBar = 100
const scriptBar = 300_000

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/**
 * Pages of a project with so many observations in a real browser: cold, in a browser that has never seen them; warm, by a
 * click in the navigation when they have been visited before. Until the first real row or chart is painted.
 */
export async function* benchPages(observations: number): AsyncGenerator<Figure> {
  const seeded = await seededFolder(observations)
  await using product = await startProduct({ dataDir: seeded.folder })
  await using browser = await openBrowser()
  const session = await signedIn(browser, product)
  for (const page of pagesOfProject) yield await cold(browser, product, session, page)
  yield* warm(browser, product, session)
}

async function signedIn(browser: Browser, product: Product): Promise<Session> {
  await using context = await browser.newContext({ locale: 'en-US' })
  await signIn(await context.newPage(), product)
  return await context.storageState()
}

const addressOf = (product: Product, path: string) =>
  `${product.serverUrl}/project/${identity.projectId}${path}`

async function cold(
  browser: Browser,
  product: Product,
  storageState: Session,
  { path, real }: BenchedPage,
): Promise<Figure> {
  const samples: number[] = []
  for (let round = 0; round < rounds; round++) {
    await using context = await browser.newContext({ locale: 'en-US', storageState })
    const page = await context.newPage()
    await page.goto(addressOf(product, path), { waitUntil: 'commit' })
    samples.push(await paintedAfter(page, real))
  }
  return {
    name: `cold: ${path || '/'}`,
    value: `${milliseconds(median(samples))}, the first time ${milliseconds(samples[0] ?? Number.NaN)}`,
    ratio: bar(median(samples), coldBar, 'ms'),
  }
}

/** All pages in one tab, once to load them, then again. */
async function* warm(browser: Browser, product: Product, storageState: Session): AsyncGenerator<Figure> {
  await using context = await browser.newContext({ locale: 'en-US', storageState })
  await watchPages(context)
  const page = await context.newPage()
  await page.goto(addressOf(product, '/settings'))
  await page.locator('main dd').first().waitFor()
  const bytes = await scriptBytes(page)
  yield {
    name: 'scripts of a first page, as sent',
    value: `${Math.round(bytes / 1000)} KB`,
    ratio: bar(bytes / 1000, scriptBar / 1000, 'KB'),
  }
  const linked = pagesOfProject.filter(({ link }) => link !== undefined)
  // Twice: a list that opens on a week takes the pages behind it along, which are new to that range.
  for (const one of [...linked, ...linked]) await clickThrough(page, one)
  await watchAnew(page)
  for (const one of linked) {
    const took = await clickThrough(page, one)
    yield { name: `warm: ${one.path || '/'}`, value: milliseconds(took), ratio: bar(took, warmBar, 'ms') }
  }
  const { longestTask, slowestInteraction } = await watchedOf(page)
  yield {
    name: 'slowest click to its next paint',
    value: milliseconds(slowestInteraction),
    ratio: bar(slowestInteraction, interactionBar, 'ms'),
  }
  yield { name: 'longest task of the page meanwhile', value: milliseconds(longestTask) }
}

async function clickThrough(page: Page, { link = '', real }: BenchedPage): Promise<number> {
  await watchClick(page, { heading: link, real })
  await page.getByRole('navigation').getByRole('link', { name: link, exact: true }).first().click()
  return clicked(page)
}

function bar(value: number, limit: number, unit: string): string {
  return `${times(value / limit)} of ${limit} ${unit}${value > limit ? ', OVER' : ''}`
}
