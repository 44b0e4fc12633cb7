import { openBrowser } from '@kansoku/test/kit/browser'
import { identity, startProduct } from '@kansoku/test/kit/product'
import { signIn } from '@kansoku/test/kit/sign-in'
import type { Page } from 'playwright-core'
import { type Figure, milliseconds, times } from '../report.ts'
import { median } from '../statistics.ts'
import { sendLargeValue, sendLongTrace } from './large-traces.ts'
import { paintedAfter, watchAnew, watchedOf, watchPages } from './watch-page.ts'

const rounds = 5
const openBar = 2000
const taskBar = 200
const turnsOfTheWheel = 40

/** A trace of 20,000 observations and one whose output has 5 MB, each opened by its address, then scrolled through. */
export async function* benchLargeTraces(): AsyncGenerator<Figure> {
  await using product = await startProduct()
  await using browser = await openBrowser()
  await using context = await browser.newContext({ locale: 'en-US' })
  await watchPages(context)
  const page = await context.newPage()
  await signIn(page, product)
  const addressOf = (traceId: string) =>
    `${product.serverUrl}/project/${identity.projectId}/traces/${traceId}`
  yield* measure(page, {
    name: '20,000 observations',
    address: addressOf(await sendLongTrace(product)),
    real: '[role=treeitem]',
    scrolled: '[role=tree]',
  })
  const large = addressOf(await sendLargeValue(product))
  yield* measure(page, {
    name: 'a value of 5 MB',
    address: `${large}?observation=0000000000000001`,
    real: 'main >> text="rows"',
    scrolled: 'main >> text="rows"',
  })
}

interface LargePage {
  readonly name: string
  readonly address: string
  readonly real: string
  readonly scrolled: string
}

async function* measure(page: Page, { name, address, real, scrolled }: LargePage): AsyncGenerator<Figure> {
  const samples: number[] = []
  for (let round = 0; round < rounds; round++) {
    await page.goto(address, { waitUntil: 'commit' })
    samples.push(await paintedAfter(page, real))
  }
  const opened = median(samples)
  const first = milliseconds(samples[0] ?? Number.NaN)
  yield {
    name: `${name}: opened`,
    value: `${milliseconds(opened)}, the first time, a moment after it was written, ${first}`,
    ratio: bar(opened, openBar),
  }
  yield longest(`${name}: longest task while it opens`, (await watchedOf(page)).longestTask)
  await watchAnew(page)
  await page.locator(scrolled).first().hover()
  for (let turn = 0; turn < turnsOfTheWheel; turn++) {
    await page.mouse.wheel(0, 2000)
    await page.waitForTimeout(50)
  }
  yield longest(`${name}: longest task while it is scrolled`, (await watchedOf(page)).longestTask)
}

const longest = (name: string, took: number): Figure => ({
  name,
  value: took === 0 ? 'none of 50 ms' : milliseconds(took),
  ratio: bar(took, taskBar),
})

const bar = (value: number, limit: number) =>
  `${times(value / limit)} of ${limit} ms${value > limit ? ', OVER' : ''}`
