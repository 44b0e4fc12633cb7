import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectNoFaults, themes } from './accessibility.ts'
import { openBrowser } from './browser.ts'
import { identity, type Product } from './product.ts'
import { signInByApi } from './sign-in.ts'

/** Pages of a product as its owner sees them, one at a time. */
export interface Pages extends AsyncDisposable {
  /** Address of a page of the project. */
  at(path: string): string
  /** A browser in a language that is signed in at a page of the project; the system's theme is the light one. */
  open(path: string, locale: string): Promise<Page>
  /** No theme has a fault that axe finds, and the page has said nothing wrong. */
  expectSound(page: Page): Promise<void>
}

export async function openPages(product: Product): Promise<Pages> {
  const browser: Browser = await openBrowser()
  const complaints: string[] = []
  /** By language, each kept for its next page: a browser that has to compile the web UI anew needs seconds. */
  const contexts = new Map<string, BrowserContext>()
  const project = `/project/${identity.projectId}`
  const contextIn = async (locale: string) => {
    const context =
      contexts.get(locale) ?? (await browser.newContext({ locale, viewport: { width: 1440, height: 900 } }))
    contexts.set(locale, context)
    return context
  }
  let page: Page | undefined
  return {
    at: (path) => `${product.serverUrl}${project}${path}`,
    async open(path, locale) {
      await page?.close()
      complaints.length = 0
      const context = await contextIn(locale)
      page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      await forgetWhatIsStored(page, product)
      await context.addCookies(cookiesOf(await signInByApi(product), product.serverUrl))
      await page.goto(`${product.serverUrl}${project}${path}`)
      await page.getByRole('navigation').first().waitFor()
      return page
    },
    async expectSound(page) {
      for (const theme of themes) await expectNoFaults(page, theme)
      expect(complaints).toEqual([])
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/** What an earlier page kept in the browser, such as the shape of a table. */
async function forgetWhatIsStored(page: Page, { serverUrl }: Product): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', {
    origin: serverUrl,
    storageTypes: 'cookies,local_storage',
  })
  await session.detach()
}

const cookiesOf = (header: string, url: string) =>
  header.split('; ').map((cookie) => {
    const [name = '', ...value] = cookie.split('=')
    return { name, value: value.join('='), url }
  })
