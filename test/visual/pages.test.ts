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
import { awaitFonts, dressPages, type FontServer, pictureOf, serveFonts, takePicture } from './still-page.ts'

/** In one language: that of the owner, who is signed in, and that of somebody who has no account. */
interface Browsers {
  readonly locale: Locale
  readonly owner: BrowserContext
  readonly visitor: BrowserContext
}

let product: Product
let browser: Browser
let fonts: FontServer
let japanese: Promise<Browsers> | undefined
let english: Promise<Browsers> | undefined
beforeAll(async () => {
  product = await startStage()
  browser = await openBrowser()
  fonts = await serveFonts()
})
afterAll(async () => {
  await browser?.close()
  await fonts?.[Symbol.asyncDispose]()
  await product?.[Symbol.asyncDispose]()
})

async function openBrowsers(locale: Locale): Promise<Browsers> {
  const owner = await newContext(locale)
  const page = await owner.newPage()
  await signIn(page, product)
  await page.close()
  return { locale, owner, visitor: await newContext(locale) }
}

/** Pictures are taken in one language: only there it matters which fonts a page has. */
const isPictured = (locale: Locale) => locale === 'ja-JP'

async function newContext(locale: Locale): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ locale, timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce', colorScheme: 'light' },
    viewport: { width: 1280, height: 800 },
    bypassCSP: isPictured(locale),
  })
  if (isPictured(locale)) await dressPages(context, fonts)
  await context.clock.setFixedTime(shown)
  return context
}

async function open({ locale, owner, visitor }: Browsers, pictured: PicturedPage): Promise<Page> {
  const { path } = pictured
  const page = await (pictured.isSignedOut ? visitor : owner).newPage()
  if (isPictured(locale)) await awaitFonts(page)
  const address = typeof path === 'string' ? path : await path(product, locale)
  const project = pictured.isPublic ? '' : `/project/${identity.projectId}`
  await page.goto(`${product.serverUrl}${project}${address}`)
  await page.getByRole('main').waitFor()
  return page
}

/** A picture that is not as committed may still become so: what the page asked for is on its way. */
async function expectAsCommitted(page: Page, name: string): Promise<void> {
  let told: string | undefined = 'nothing was there yet'
  let before: Buffer | undefined
  const compare = async () => {
    const picture = await takePicture(page)
    if (picture && !before?.equals(picture)) told = await compareToCommitted(name, picture)
    before = picture ?? before
    return told
  }
  await expect.poll(compare, { interval: 250 }).toBeUndefined()
}

test.each(pages)(
  '$name looks as committed, and has no fault that axe finds, in both themes',
  async (pictured) => {
    japanese ??= openBrowsers('ja-JP')
    const page = await open(await japanese, pictured)
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      const picture = `${pictured.name}-${theme}`
      if (renews) await keepPicture(picture, await pictureOf(page))
      else await expectAsCommitted(page, picture)
      await expectNoFaults(page, theme)
    }
    await page.close()
  },
)

test.each(pages)('$name has no fault that axe finds in English, in both themes', async (pictured) => {
  // Not before: the account shows all browsers that are signed in.
  english ??= openBrowsers('en-US')
  const page = await open(await english, pictured)
  // Not of its place, which is held meanwhile.
  await page.locator('.animate-breathe').first().waitFor({ state: 'detached' })
  for (const theme of themes) await expectNoFaults(page, theme)
  await page.close()
})
