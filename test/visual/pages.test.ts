import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoFaults, themes } from '../kit/accessibility.ts'
import { openBrowser } from '../kit/browser.ts'
import { identity, type Product } from '../kit/product.ts'
import { signIn } from '../kit/sign-in.ts'
import { compareToCommitted, keepPicture, renews } from './compare-pictures.ts'
import type { Locale } from './invite-somebody.ts'
import { type PicturedPage, pages } from './pages.ts'
import { shown, startStage } from './stage.ts'
import { dressPages, pictureOf } from './still-page.ts'

/** In one language: that of the owner, who is signed in, and that of somebody who has no account. */
interface Browsers {
  readonly locale: Locale
  readonly owner: BrowserContext
  readonly visitor: BrowserContext
}

let product: Product
let browser: Browser
let japanese: Promise<Browsers> | undefined
let english: Promise<Browsers> | undefined
beforeAll(async () => {
  product = await startStage()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.[Symbol.asyncDispose]()
})

async function openBrowsers(locale: Locale): Promise<Browsers> {
  const owner = await newContext(locale)
  const page = await owner.newPage()
  await signIn(page, product)
  await page.close()
  return { locale, owner, visitor: await newContext(locale) }
}

async function newContext(locale: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ locale, timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce', colorScheme: 'light' },
    viewport: { width: 1280, height: 800 },
  })
  await dressPages(context)
  await context.clock.setFixedTime(shown)
  return context
}

async function open({ locale, owner, visitor }: Browsers, pictured: PicturedPage): Promise<Page> {
  const { path } = pictured
  const page = await (pictured.isSignedOut ? visitor : owner).newPage()
  const address = typeof path === 'string' ? path : await path(product, locale)
  const project = pictured.isPublic ? '' : `/project/${identity.projectId}`
  await page.goto(`${product.serverUrl}${project}${address}`)
  await page.getByRole('main').waitFor()
  return page
}

/** A picture that is not as committed may still become so: what the page asked for is on its way. */
const patience = { timeout: 20_000, interval: 1000 }

test.each(pages)(
  '$name looks as committed, and has no fault that axe finds, in both themes',
  async (pictured) => {
    japanese ??= openBrowsers('ja-JP')
    const page = await open(await japanese, pictured)
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      const picture = `${pictured.name}-${theme}`
      if (renews) await keepPicture(picture, await pictureOf(page))
      else
        await expect
          .poll(async () => compareToCommitted(picture, await pictureOf(page)), patience)
          .toBeUndefined()
      await expectNoFaults(page, theme)
    }
    await page.close()
  },
)

test.each(pages)('$name has no fault that axe finds in English, in both themes', async (pictured) => {
  // Not before: the account shows all browsers that are signed in.
  english ??= openBrowsers('en-US')
  const page = await open(await english, pictured)
  for (const theme of themes) await expectNoFaults(page, theme)
  await page.close()
})
