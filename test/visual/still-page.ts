import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'

const require = createRequire(import.meta.url)

/** Fonts of the pictures, by the path below which a page finds their files: none of the machine takes part. */
const fonts = {
  '/staged-fonts/sans/': dirname(require.resolve('@fontsource-variable/noto-sans-jp/index.css')),
  '/staged-fonts/mono/': dirname(require.resolve('@fontsource/noto-sans-mono/latin.css')),
}

/** Charts place figures of an axis a pixel or two apart, or choose other times, from one run to the next: they do without. */
const look = `
  :root { --sans: 'Noto Sans JP Variable'; --mono: 'Noto Sans Mono', 'Noto Sans JP Variable' }
  * { caret-color: transparent !important }
  .recharts-xAxis-tick-labels, .recharts-yAxis-tick-labels { visibility: hidden }`

async function styleOf(): Promise<string> {
  const sheets = Object.entries(fonts).map(async ([path, folder]) => {
    const text = await readFile(join(folder, path.includes('sans') ? 'index.css' : 'latin.css'), 'utf8')
    return text.replaceAll('url(./', `url(${path}`)
  })
  return [...(await Promise.all(sheets)), look].join('\n')
}

/**
 * Serves the fonts and gives them to every page of a context before its own scripts run: charts measure their texts once, in the
 * font that is there then.
 */
export async function dressPages(context: BrowserContext): Promise<void> {
  for (const [path, folder] of Object.entries(fonts)) {
    await context.route(`**${path}**`, (route) =>
      route.fulfill({ path: join(folder, new URL(route.request().url()).pathname.slice(path.length)) }),
    )
  }
  await context.addInitScript(`if (location.protocol !== 'about:') {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(${JSON.stringify(await styleOf())})
    document.adoptedStyleSheets = [sheet]
    window.fontsLoaded = Promise.all([...document.fonts].map((font) => font.load()))
  }`)
  await context.route('**/*.js', async (route) => {
    await route.request().frame().evaluate('fontsLoaded.then(() => undefined)')
    await route.fallback()
  })
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

/** A picture of the page once two in a row are the same and nothing is on its way. */
export async function pictureOf(page: Page): Promise<Buffer> {
  let before: Buffer | undefined
  for (;;) {
    const isThere: boolean = await page.evaluate(settle)
    const picture = await page.screenshot({ animations: 'disabled', scale: 'css' })
    if (isThere && before?.equals(picture)) return picture
    before = isThere ? picture : undefined
    await page.waitForTimeout(250)
  }
}
