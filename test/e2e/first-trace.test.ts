import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPages, type Pages } from '../kit/pages.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'

let product: Product
let pages: Pages
beforeAll(async () => {
  product = await startProduct()
  pages = await openPages(product)
})
afterAll(async () => {
  for (const one of [pages, product]) await one?.[Symbol.asyncDispose]()
})

test('an empty project waits for its first trace and opens it, but no later one', async () => {
  const page = await pages.open('/', 'ja-JP')
  await page.getByText('最初のトレースを待っています').waitFor()
  await page.getByRole('tab', { name: 'OpenTelemetry' }).click()
  await page.getByText('/api/public/otel').first().waitFor()
  await pages.expectSound(page)

  await call('観測とは何ですか')
  await page.waitForURL(/\/traces\/[^/]+$/)
  await page.getByText('観測とは何ですか').first().waitFor()
  await pages.expectSound(page)

  await page.goto(pages.at('/traces'))
  await page.locator('[data-row-link]').first().waitFor()
  await call('もう一度')
  await expect.poll(() => page.locator('[data-row-link]').count()).toBe(2)
  expect(page.url()).toBe(pages.at('/traces'))
})

async function call(content: string): Promise<void> {
  const answer = await fetch(`${product.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${identity.masterKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'demo-claude-sonnet-4', messages: [{ role: 'user', content }] }),
  })
  expect(answer.status).toBe(200)
}
