import { randomBytes } from 'node:crypto'
import { platform } from '@kansoku/test/kit/langfuse-api'
import type { Product } from '@kansoku/test/kit/product'

const observations = 20_000
const perRequest = 1000
const perParent = 10
const start = BigInt(Date.now() - 3_600_000) * 1_000_000n
const spanId = (index: number) => (index + 1).toString(16).padStart(16, '0')

/** A trace of 20,000 observations, each tenth of which has nine below it; returns its id. */
export async function sendLongTrace(product: Product): Promise<string> {
  const traceId = randomBytes(16).toString('hex')
  for (let first = 0; first < observations; first += perRequest) {
    const spans = Array.from({ length: perRequest }, (_, index) => spanOf(traceId, first + index))
    await send(product, spans)
  }
  return traceId
}

/** A trace of one generation whose output is JSON of 5 MB; returns its id. */
export async function sendLargeValue(product: Product): Promise<string> {
  const traceId = randomBytes(16).toString('hex')
  const rows = Array.from({ length: 27_500 }, (_, row) => ({
    row,
    id: randomBytes(16).toString('hex'),
    text: randomBytes(60).toString('base64'),
    nested: { done: row % 2 === 0, at: [row, row + 1] },
  }))
  const attributes = { 'langfuse.observation.output': JSON.stringify({ rows }) }
  await send(product, [{ ...spanOf(traceId, 0), attributes: toAttributes(attributes) }])
  return traceId
}

function spanOf(traceId: string, index: number) {
  const parent = index - (index % perParent)
  const startsAt = start + BigInt(index) * 5_000_000n
  return {
    traceId,
    spanId: spanId(index),
    ...(parent === index ? {} : { parentSpanId: spanId(parent) }),
    name: `step-${index}`,
    startTimeUnixNano: String(startsAt),
    endTimeUnixNano: String(startsAt + 40_000_000n),
    attributes: toAttributes({ 'langfuse.observation.input': `{"step":${index}}` }),
  }
}

const toAttributes = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }))

async function send(product: Product, spans: readonly object[]): Promise<void> {
  const body = { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: {}, spans }] }] }
  const { status, body: answer } = await platform(product, 'POST', '/api/public/otel/v1/traces', body)
  if (status !== 200) throw new Error(`The door for spans answered ${status}: ${JSON.stringify(answer)}`)
}
