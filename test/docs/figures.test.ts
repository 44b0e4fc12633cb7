import { stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../kit/browser.ts'
import { findDocuments } from './find-documents.ts'
import { readDocument, root } from './markdown.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('@mermaid-js/tiny') })
})
afterAll(async () => {
  await browser?.close()
})

test('Mermaid understands every figure of every document', async () => {
  const documents = await Promise.all((await findDocuments()).map(readDocument))
  const figures = documents.flatMap(({ path, blocks }) =>
    blocks.filter(({ language }) => language === 'mermaid').map(({ text }) => ({ path, text })),
  )
  expect(figures.length).toBeGreaterThan(2)
  for (const { path, text } of figures) expect(await complaintOf(text), `${path}\n${text}`).toBe('')
})

test('Mermaid complains of what is no figure', async () => {
  expect(await complaintOf('flowchart LR\n  a -->')).toContain('Parse error')
})

/** Empty when there is none. */
function complaintOf(figure: string): Promise<string> {
  return page.evaluate(async (text) => {
    const { mermaid } = globalThis as unknown as { mermaid: { parse(text: string): Promise<unknown> } }
    return mermaid.parse(text).then(
      () => '',
      (error: unknown) => String(error),
    )
  }, figure)
}

test('screenshots are small enough to be looked at on the way', async () => {
  const documents = await Promise.all((await findDocuments()).map(readDocument))
  for (const { path, images } of documents)
    for (const image of images) {
      const { size } = await stat(join(root, dirname(path), image))
      expect(size, `${path}: ${image}`).toBeLessThan(150 * 1024)
    }
})
