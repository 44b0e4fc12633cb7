import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { english } from './reads/vocabulary.ts'

const inputBytes = 2000
const outputBytes = 1000
const usage = { input: 1200, output: 300, cache_read_input_tokens: 800 }

/** An OTLP request in JSON of so many generations of one trace. */
export function spansBody(count: number): Buffer {
  const startTime = BigInt(Date.now()) * 1_000_000n
  const traceId = randomBytes(16).toString('hex')
  const spans = Array.from({ length: count }, () => span(traceId, startTime))
  const resourceSpans = [
    { resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'langfuse-sdk' }, spans }] },
  ]
  return Buffer.from(JSON.stringify({ resourceSpans }))
}

/** A legacy batch of so many generations of one trace. */
export function generationEvents(count: number): Buffer {
  const traceId = randomUUID()
  const now = Date.now()
  const batch = Array.from({ length: count }, () => ({
    id: randomUUID(),
    type: 'generation-create',
    timestamp: new Date(now).toISOString(),
    body: {
      id: randomUUID(),
      traceId,
      name: 'answer',
      startTime: new Date(now).toISOString(),
      endTime: new Date(now + 1500).toISOString(),
      model: 'gpt-4o',
      input: messages(),
      output: text(outputBytes),
      usageDetails: usage,
      metadata: { step: 'answer' },
    },
  }))
  return Buffer.from(JSON.stringify({ batch }))
}

function span(traceId: string, startTime: bigint) {
  const attributes = {
    'langfuse.observation.type': 'generation',
    'langfuse.observation.model.name': 'gpt-4o',
    'langfuse.observation.input': JSON.stringify(messages()),
    'langfuse.observation.output': text(outputBytes),
    'langfuse.observation.usage_details': JSON.stringify(usage),
    'langfuse.observation.metadata.step': 'answer',
  }
  return {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    parentSpanId: '00000000000000aa',
    name: 'answer',
    startTimeUnixNano: String(startTime),
    endTimeUnixNano: String(startTime + 1_500_000_000n),
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  }
}

const messages = () => [{ role: 'user', content: text(inputBytes) }]

/** Words in random order, with a number among them: no two are alike. */
function text(bytes: number): string {
  let words = `ticket-${randomBytes(8).toString('hex')} `
  while (words.length < bytes) words += english[randomInt(english.length)]
  return words.slice(0, bytes)
}
