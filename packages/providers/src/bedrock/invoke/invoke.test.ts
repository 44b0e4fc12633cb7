import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BuiltCall } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { cutAt, eventFrame, exceptionFrame } from '../../testing/event-stream.ts'
import { bedrockTarget } from '../../testing/requests.ts'
import { createInvokeDecoder } from './decoder.ts'
import { parseInvoked } from './response.ts'

const call: BuiltCall = {
  target: bedrockTarget({ model: 'amazon.nova-pro-v1:0' }),
  stream: true,
  request: { method: 'POST', url: 'https://bedrock.test/', headers: {} },
  warnings: [],
}

const chunk = (event: object) =>
  eventFrame('chunk', { bytes: Buffer.from(JSON.stringify(event)).toString('base64') })
const metrics = { inputTokenCount: 7, outputTokenCount: 3, invocationLatency: 12 }
const stream = Buffer.concat([
  chunk({ contentBlockDelta: { delta: { text: 'Hello' } } }),
  chunk({ messageStop: {}, 'amazon-bedrock-invocationMetrics': metrics }),
])

function decode(pieces: readonly Uint8Array[]): ChatChunk[] {
  const decoder = createInvokeDecoder(call)
  const chunks: ChatChunk[] = []
  for (const piece of pieces) decoder.push(piece, chunks)
  decoder.end(chunks)
  return chunks
}

test('of any model the counts are read that Bedrock adds, wherever its stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 5 }), (places) => {
      expect(decode(cutAt(stream, places))).toMatchObject([
        { type: 'usage', usage: { inputTokens: 7, outputTokens: 3, totalTokens: 10 } },
      ])
    }),
  )
})

test('an exception in a stream, and a stream without its counts, are errors', () => {
  expect(() => decode([exceptionFrame('throttlingException', { message: 'Too many requests' })])).toThrow(
    /Too many requests/,
  )
  expect(() => decode([stream.subarray(0, 60)])).toThrow(/ended in the middle/)
})

test('of a whole answer the headers tell the counts, and what is JSON can be read', () => {
  const headers = { 'x-amzn-bedrock-input-token-count': '7', 'x-amzn-bedrock-output-token-count': '3' }
  const body = Buffer.from('{"embedding":[1]}')
  expect(parseInvoked(call, { status: 200, headers, body })).toMatchObject({
    choices: [],
    usage: { inputTokens: 7, outputTokens: 3 },
    output: { embedding: [1] },
  })
  expect(parseInvoked(call, { status: 200, headers: {}, body: Buffer.from('png') })).not.toHaveProperty(
    'usage',
  )
})
