import { randomUUID } from 'node:crypto'
import { openBrowser } from '@kansoku/test/kit/browser'
import { gateway } from '@kansoku/test/kit/langfuse-api'
import { identity, type Product, startProduct } from '@kansoku/test/kit/product'
import { signIn } from '@kansoku/test/kit/sign-in'
import { type Figure, milliseconds } from './report.ts'
import { median } from './statistics.ts'

const rounds = 100

/** A streamed call to a demo model while the traces list is open: last byte of the stream to the row being visible. */
export async function benchScreen(): Promise<Figure[]> {
  await using product = await startProduct()
  await using browser = await openBrowser()
  const page = await browser.newPage({ locale: 'en-US' })
  await signIn(page, product, `/project/${identity.projectId}/traces`)
  const { body: models } = await gateway(product, 'GET', '/v1/models')
  const waits: number[] = []
  for (let round = 0; round < rounds; round++) {
    const name = `bench-${randomUUID()}`
    const lastToken = await streamCall(product, models.data[0].id, name)
    await page.getByRole('link', { name }).first().waitFor({ state: 'visible' })
    waits.push(Date.now() - lastToken)
  }
  return [
    { name: 'calls', value: String(rounds) },
    { name: 'last token to row, median', value: milliseconds(median(waits)) },
    { name: 'last token to row, max', value: milliseconds(Math.max(...waits)) },
  ]
}

/** Returns the moment, in milliseconds since the epoch, at which the last byte arrived. */
async function streamCall(product: Product, model: string, name: string): Promise<number> {
  const response = await fetch(`${product.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${identity.masterKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model,
      stream: true,
      mock_response: 'seen',
      messages: [{ role: 'user', content: 'look' }],
      metadata: { trace_name: name },
    }),
  })
  await response.text()
  if (response.status !== 200) throw new Error(`the gateway answered ${response.status}`)
  return Date.now()
}
