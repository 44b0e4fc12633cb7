import type { BrowserContext, Page } from 'playwright-core'

/** What a page has told about itself since it was opened, in milliseconds. */
export interface Watched {
  /** Longest stretch in which the page answered nobody; 0 when none took 50 ms. */
  readonly longestTask: number
  /** Slowest of all clicks and keys, from the event to the next paint. */
  readonly slowestInteraction: number
}

/** Runs in the page before its own scripts. */
const watch = `
  window.watched = { longestTask: 0, slowestInteraction: 0 }
  const keep = (name, value) => { window.watched[name] = Math.max(window.watched[name], value) }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) keep('longestTask', duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries()) if (interactionId) keep('slowestInteraction', duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })`

export async function watchPages(context: BrowserContext): Promise<void> {
  await context.addInitScript(watch)
}

export async function watchedOf(page: Page): Promise<Watched> {
  return page.evaluate('window.watched')
}

/** Forgets what was before: the page may have loaded meanwhile. */
export async function watchAnew(page: Page): Promise<void> {
  await page.evaluate('window.watched = { longestTask: 0, slowestInteraction: 0 }')
}

/** Milliseconds from the start of the navigation until what the selector names has been painted. */
export async function paintedAfter(page: Page, selector: string): Promise<number> {
  await page.locator(selector).first().waitFor({ state: 'visible', timeout: 60_000 })
  return page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))',
  )
}

/** Of the page that a click leads to: its heading, and the selector of what on it is real. */
interface Wanted {
  readonly heading: string
  readonly real: string
}

/** Prepares the page to time the next click; the way of the click to the page is the driver's, and does not count. */
export async function watchClick(page: Page, wanted: Wanted): Promise<void> {
  await page.evaluate(`(() => {
    const { heading, real } = ${JSON.stringify(wanted)}
    window.clicked = new Promise((resolve) => addEventListener('click', ({ timeStamp }) => {
      const isThere = () => document.querySelector('main h1')?.textContent === heading && document.querySelector(real)
      const painted = () => resolve(performance.now() - timeStamp)
      // What is there when a frame begins is painted at its end.
      const look = () => requestAnimationFrame(() => (isThere() ? setTimeout(painted) : look()))
      look()
    }, { capture: true, once: true }))
  })()`)
}

/** Milliseconds from the click until what was wanted has been painted. */
export async function clicked(page: Page): Promise<number> {
  return page.evaluate('window.clicked')
}

/** Bytes of the scripts that the page has loaded, as they came over the wire. */
export async function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(`performance.getEntriesByType('resource')
    .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`)
}
