import { expect, test } from 'vitest'
import { identity } from '../kit/product.ts'
import { productPages } from '../kit/product-pages.ts'

const opened = productPages()

test.each(['/', '/?range=7d'])('%s of a project without traces waits for no figures', async (path) => {
  const page = await opened.pages.open('/settings', 'ja-JP')
  await page.route(/\/dashboard\//, () => undefined)
  await page.goto(opened.pages.at(path))
  await page.getByText('最初のトレースを待っています').waitFor()
  await page.unrouteAll()
})

test('an empty project waits for its first trace and opens it, but no later one', async () => {
  const page = await opened.pages.open('/', 'ja-JP')
  await page.getByText('最初のトレースを待っています').waitFor()
  await page.getByRole('tab', { name: 'OpenTelemetry' }).click()
  await page.getByText('/api/public/otel').first().waitFor()
  await opened.pages.expectSound(page)

  await call('観測とは何ですか')
  await page.waitForURL(/\/traces\/[^/]+$/)
  await page.getByText('観測とは何ですか').first().waitFor()
  await opened.pages.expectSound(page)

  await page.goto(opened.pages.at('/traces'))
  await page.locator('[data-row-link]').first().waitFor()
  await call('もう一度')
  await expect.poll(() => page.locator('[data-row-link]').count()).toBe(2)
  expect(page.url()).toBe(opened.pages.at('/traces'))
})

async function call(content: string): Promise<void> {
  const answer = await fetch(`${opened.product.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${identity.masterKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'demo-claude-sonnet-4', messages: [{ role: 'user', content }] }),
  })
  expect(answer.status).toBe(200)
}
