import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'

const require = createRequire(import.meta.url)

/** Fonts of the pictures: none of the machine takes part. */
const fonts = {
  sans: dirname(require.resolve('@fontsource-variable/noto-sans-jp/index.css')),
  mono: dirname(require.resolve('@fontsource/noto-sans-mono/latin.css')),
}

/** Charts place figures of an axis a pixel or two apart, or choose other times, from one run to the next: they do without. */
const look = `
  :root { --sans: 'Noto Sans JP Variable'; --mono: 'Noto Sans Mono', 'Noto Sans JP Variable' }
  * { caret-color: transparent !important }
  .recharts-xAxis-tick-labels, .recharts-yAxis-tick-labels { visibility: hidden }`

/** Where pages get the fonts, once: a browser that is told nothing else by a page's interception keeps them. */
export interface FontServer extends AsyncDisposable {
  readonly url: string
}

export async function serveFonts(): Promise<FontServer> {
  const server = createServer(async ({ url = '' }, response) => {
    const folder = url.startsWith('/sans/') ? fonts.sans : fonts.mono
    const file = await readFile(join(folder, 'files', basename(url)))
    response.writeHead(200, {
      'content-type': 'font/woff2',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=86400, immutable',
    })
    response.end(file)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function styleOf({ url }: FontServer): Promise<string> {
  const sheets = Object.entries(fonts).map(async ([name, folder]) => {
    const text = await readFile(join(folder, name === 'sans' ? 'index.css' : 'latin.css'), 'utf8')
    return text.replaceAll('url(./files/', `url(${url}/${name}/`)
  })
  return [...(await Promise.all(sheets)), look].join('\n')
}

/** Gives the fonts to every page of a context, whose policy has to let them come from another server. */
export async function dressPages(context: BrowserContext, server: FontServer): Promise<void> {
  await context.addInitScript(`if (location.protocol !== 'about:') {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(${JSON.stringify(await styleOf(server))})
    document.adoptedStyleSheets = [sheet]
    window.fontsLoaded = Promise.all([...document.fonts].map((font) => font.load()))
  }`)
}

/**
 * Lets a page's own scripts run when its fonts are there: charts measure their texts once, in the font that is there then. The
 * script that begins is held by itself: who routes anything has a browser without a cache, which compiles all anew for each page.
 */
export async function awaitFonts(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  session.on('Fetch.requestPaused', async ({ requestId }) => {
    // Asked again where it still meets the page before, which is about to go.
    await page.waitForFunction('window.fontsLoaded?.then(() => true)')
    await session.send('Fetch.continueRequest', { requestId })
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/assets/index-*.js' }] })
}

/** What differs each time, and what stands in its place. */
const varying = [
  [/\b\d{1,2}:\d{2}:\d{2}(\.\d+)?/, '10:00:00'],
  [/127\.0\.0\.1:\d+/, '127.0.0.1:3000'],
  [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/,
    '00000000-0000-4000-8000-000000000000',
  ],
] as const

const settle = `(async () => {
  await document.fonts.ready
  const varying = [${varying.map(([pattern, text]) => `[/${pattern.source}/g, '${text}']`)}]
  const calm = (text) => varying.reduce((changed, [pattern, still]) => changed.replace(pattern, still), text)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const still = calm(node.data)
    if (still !== node.data) node.data = still
  }
  for (const field of document.querySelectorAll('input')) if (field.readOnly) field.value = calm(field.value)
  return document.querySelectorAll('.animate-breathe').length === 0
})()`

/** A picture of the page as it is; undefined while something is on its way. */
export async function takePicture(page: Page): Promise<Buffer | undefined> {
  const isThere: boolean = await page.evaluate(settle)
  return isThere ? page.screenshot({ animations: 'disabled', scale: 'css' }) : undefined
}

/** A picture of the page once two in a row are the same. */
export async function pictureOf(page: Page): Promise<Buffer> {
  let before: Buffer | undefined
  for (;;) {
    const picture = await takePicture(page)
    if (picture && before?.equals(picture)) return picture
    before = picture
    await page.waitForTimeout(250)
  }
}
