import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { identity } from '../kit/product.ts'
import { productPages } from '../kit/product-pages.ts'

const opened = productPages()

const run = promisify(execFile)

const words = [
  { locale: 'en-US', page: 'Integrations', telemetry: 'Send traces of other programs' },
  { locale: 'ja-JP', page: '連携', telemetry: 'ほかのプログラムのトレースを送る' },
]

test.each(words)('a program that is started as the page says brings its trace in $locale', async (word) => {
  const page = await opened.pages.open('/settings', word.locale)
  await page.getByRole('link', { name: word.page, exact: true }).click()
  const card = page.getByRole('region', { name: word.telemetry })
  await card.getByRole('tab', { name: 'OpenTelemetry' }).click()
  await opened.pages.expectSound(page)
  const said = (await card.locator('pre').textContent()) ?? ''
  expect(said).toContain(`${opened.product.serverUrl}/api/public/otel`)

  const name = `started in ${word.locale}`
  const program = join(import.meta.dirname, 'traced-program.ts')
  const script = `${said.replace(/<sk-lf-…>/, identity.secretKey)}\nexec "$@"`
  await run('sh', ['-ec', script, 'sh', process.execPath, program, name])
  await page.goto(opened.pages.at('/traces'))
  await page.getByText(name).first().waitFor()
})

test('an agent finds the MCP server where the page says it is', async () => {
  const page = await opened.pages.open('/settings/integrations', 'en-US')
  const card = page.getByRole('region', { name: 'Let an agent ask about its calls' })
  const { mcpServers } = JSON.parse((await card.locator('pre').textContent()) ?? '')
  const { url, headers } = mcpServers.observability
  const token = Buffer.from(`${identity.publicKey}:${identity.secretKey}`).toString('base64')
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: headers.Authorization.replace('<token>', token),
      ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('queryMetrics')
})
