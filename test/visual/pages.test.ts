import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../kit/browser.ts'
import { identity, type Product } from '../kit/product.ts'
import { signIn } from '../kit/sign-in.ts'
import { compareToCommitted, keepPicture, renews } from './compare-pictures.ts'
import { pages } from './pages.ts'
import { shown, startStage } from './stage.ts'
import { dressPages, pictureOf } from './still-page.ts'

let product: Product
let browser: Browser
let owner: BrowserContext
let visitor: BrowserContext
beforeAll(async () => {
  product = await startStage()
  browser = await openBrowser()
  owner = await newContext()
  visitor = await newContext()
  const page = await owner.newPage()
  await signIn(page, product)
  await page.close()
})
afterAll(async () => {
  await browser?.close()
  await product?.[Symbol.asyncDispose]()
})

async function newContext(): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 800 },
  })
  await dressPages(context)
  await context.clock.setFixedTime(shown)
  return context
}

/** A picture that is not as committed may still become so: what the page asked for is on its way. */
const patience = { timeout: 20_000, interval: 1000 }

test.each(pages)('$name looks as committed in both themes', async (pictured) => {
  const { name, path } = pictured
  const page = await (pictured.isSignedOut ? visitor : owner).newPage()
  const address = typeof path === 'string' ? path : await path(product)
  const project = pictured.isPublic ? '' : `/project/${identity.projectId}`
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    if (colorScheme === 'light') await page.goto(`${product.serverUrl}${project}${address}`)
    await page.getByRole('main').waitFor()
    const picture = `${name}-${colorScheme}`
    if (renews) await keepPicture(picture, await pictureOf(page))
    else
      await expect
        .poll(async () => compareToCommitted(picture, await pictureOf(page)), patience)
        .toBeUndefined()
  }
  await page.close()
})
