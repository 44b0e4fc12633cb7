import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAssembler } from '../../spec/assemble.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { cutAt } from '../../testing/event-stream.ts'
import { answer, builtCall } from '../../testing/requests.ts'
import { parseCompletion } from '../response.ts'
import { createCompatibleDecoder } from './decoder.ts'

const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini' }
const event = (fields: object) => `data: ${JSON.stringify({ ...head, ...fields })}\n\n`
const delta = (delta: object, rest: object = {}) =>
  event({ choices: [{ index: 0, delta, finish_reason: null, ...rest }] })
const finish = (finish_reason: string) => event({ choices: [{ index: 0, delta: {}, finish_reason }] })
const toolDelta = (call: object) => delta({ tool_calls: [call] })

function decode(pieces: readonly Uint8Array[]) {
  const chunks: ChatChunk[] = []
  let ids = 0
  const decoder = createCompatibleDecoder(builtCall(), () => `${++ids}`)
  try {
    for (const piece of pieces) decoder.push(piece, chunks)
    decoder.end(chunks)
    return { chunks }
  } catch (error) {
    return { chunks, error }
  }
}
const decodeText = (...events: string[]) => decode([Buffer.from(events.join(''))])
const start = { type: 'start', id: 'chatcmpl-1', model: 'gpt-4o-mini', created: 1 }

const recorded = [
  event({
    choices: [{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, finish_reason: null }],
  }),
  ': ping\n\n',
  delta({ reasoning_content: '考え' }),
  delta({ content: 'Reading 観測' }),
  toolDelta({ index: 0, id: 'call_a', type: 'function', function: { name: 'read_file', arguments: '' } }),
  toolDelta({ index: 0, function: { arguments: '{"path":' } }),
  toolDelta({ index: 0, function: { arguments: '"a"}' } }),
  toolDelta({ index: 1, id: 'call_b', type: 'function', function: { name: 'list', arguments: '' } }),
  finish('tool_calls'),
  event({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 } }),
  'data: [DONE]\n\n',
]
const expected = [
  start,
  { type: 'reasoning', text: '考え' },
  { type: 'text', text: 'Reading 観測' },
  { type: 'tool_call_start', tool: 0, id: 'call_a', name: 'read_file' },
  { type: 'tool_call_delta', tool: 0, arguments: '{"path":' },
  { type: 'tool_call_delta', tool: 0, arguments: '"a"}' },
  { type: 'tool_call_start', tool: 1, id: 'call_b', name: 'list' },
  { type: 'tool_call_delta', tool: 1, arguments: '{}' },
  { type: 'finish', reason: 'tool_calls', upstreamReason: 'tool_calls' },
  {
    type: 'usage',
    usage: { inputTokens: 9, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 3, totalTokens: 12 },
  },
]

test('a recorded stream becomes neutral chunks', () => {
  expect(decodeText(...recorded)).toEqual({ chunks: expected })
})

test('however the bytes are cut and lines end, the chunks are the same', () => {
  for (const text of [
    recorded.join(''),
    recorded.join('').replaceAll('\n', '\r\n'),
    `\uFEFF${recorded.join('')}`,
  ]) {
    const bytes = Buffer.from(text)
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (places) => {
        expect(decode(cutAt(bytes, places))).toEqual({ chunks: expected })
      }),
    )
    expect(decode([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual({ chunks: expected })
  }
})

test('a stream that is cut off before a finish reason is an error; what came before stays', () => {
  const bytes = Buffer.from(recorded.slice(0, -3).join(''))
  fc.assert(
    fc.property(fc.nat(bytes.length), (length) => {
      const { chunks, error } = decode([bytes.subarray(0, length)])
      expect(error).toMatchObject({ errorClass: 'api_connection' })
      expect(expected.slice(0, chunks.length)).toEqual(chunks)
    }),
  )
})

test('a missing [DONE], a missing last blank line and a missing finish reason before [DONE] are forgiven', () => {
  expect(decodeText(delta({ content: 'x' }), finish('stop')).error).toBeUndefined()
  expect(decodeText(delta({ content: 'x' }), finish('stop').trimEnd()).chunks.at(-1)).toMatchObject({
    type: 'finish',
  })
  expect(decodeText(delta({ content: 'x' }), 'data: [DONE]\n\n').chunks.at(-1)).toEqual({
    type: 'finish',
    reason: 'stop',
    upstreamReason: 'stop',
  })
})

test('usage in the last choice chunk, from Groq, and counted up along the way', () => {
  const usage = { prompt_tokens: 1, completion_tokens: 2 }
  const last = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage })
  expect(decodeText(delta({ content: 'x' }), last).chunks.at(-1)).toMatchObject({
    usage: { outputTokens: 2 },
  })
  const groq = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], x_groq: { usage } })
  expect(decodeText(groq).chunks.at(-1)).toMatchObject({ usage: { outputTokens: 2 } })
})

test.each([
  [{ error: { message: 'overloaded', type: 'server_error' } }, 'internal_server'],
  [{ error: { message: 'slow down', code: 429 } }, 'rate_limit'],
  [{ error: 'plain' }, 'internal_server'],
  [
    { choices: [{ index: 0, delta: {}, finish_reason: 'error', error: { message: 'lost', code: 502 } }] },
    'bad_gateway',
  ],
])('%o in the stream ends it as %s', (fields, errorClass) => {
  const { chunks, error } = decodeText(delta({ content: 'a' }), event(fields))
  expect(chunks).toEqual([start, { type: 'text', text: 'a' }])
  expect(error).toMatchObject({ errorClass })
})

test('what is no JSON is an error that shows it', () => {
  expect(decodeText('data: <html>\n\n').error).toMatchObject({ message: expect.stringContaining('<html>') })
})

test('tool calls of look-alikes: no index, index always 0, whole at once, new ids at every piece', () => {
  const startsOf = (...deltas: object[]) =>
    decodeText(...deltas.map(toolDelta), finish('stop')).chunks.filter((chunk) =>
      chunk.type.startsWith('tool'),
    )
  const f = (name: string, id: string) => ({ id, function: { name, arguments: { a: 1 } } })
  const both = [
    { type: 'tool_call_start', tool: 0, id: 'x', name: 'f' },
    { type: 'tool_call_delta', tool: 0, arguments: '{"a":1}' },
    { type: 'tool_call_start', tool: 1, id: 'y', name: 'g' },
    { type: 'tool_call_delta', tool: 1, arguments: '{"a":1}' },
  ]
  expect(startsOf(f('f', 'x'), f('g', 'y'))).toEqual(both)
  expect(startsOf({ index: 0, ...f('f', 'x') }, { index: 0, ...f('g', 'y') })).toEqual(both)
  const renamed = [
    { index: 0, id: 'x', function: { name: 'f', arguments: '{' } },
    { index: 0, id: 'other', function: { name: null, arguments: '}' } },
  ]
  expect(startsOf(...renamed)).toEqual([
    { type: 'tool_call_start', tool: 0, id: 'x', name: 'f' },
    { type: 'tool_call_delta', tool: 0, arguments: '{' },
    { type: 'tool_call_delta', tool: 0, arguments: '}' },
  ])
  expect(startsOf({ function: { name: 'f', arguments: '{}' } })[0]).toMatchObject({ id: 'call_1' })
  expect(decodeText(toolDelta(f('f', 'x')), finish('stop')).chunks.at(-1)).toMatchObject({
    reason: 'tool_calls',
  })
})

test('several choices, logprobs, refusals, signatures and unknown fields', () => {
  const second = event({ choices: [{ index: 1, delta: { content: 'b' }, finish_reason: 'length' }] })
  const logprobs = { content: [{ token: 'a' }] }
  const { chunks } = decodeText(
    delta({ content: 'a' }, { logprobs }),
    delta({ refusal: 'No' }),
    delta({ reasoning_content: '', thinking_blocks: [{ type: 'thinking', thinking: '', signature: 's' }] }),
    delta({ thinking_blocks: [{ type: 'redacted_thinking', data: 'zz' }] }),
    delta({ annotations: [{ url: 'u' }] }),
    second,
    finish('stop'),
  )
  expect(chunks.slice(1)).toEqual([
    { type: 'text', text: 'a', logprobs },
    { type: 'refusal', text: 'No' },
    { type: 'reasoning_signature', signature: 's' },
    { type: 'redacted_reasoning', data: 'zz' },
    { type: 'provider_fields', choice: 0, fields: { annotations: [{ url: 'u' }] } },
    { type: 'text', choice: 1, text: 'b' },
    { type: 'finish', choice: 1, reason: 'length', upstreamReason: 'length' },
    { type: 'finish', reason: 'stop', upstreamReason: 'stop' },
  ])
})

test('a stream put together equals the answer without streaming', () => {
  const assembler = createAssembler()
  for (const chunk of decodeText(...recorded).chunks) assembler.add(chunk)
  const message = {
    reasoning_content: '考え',
    content: 'Reading 観測',
    tool_calls: [
      { id: 'call_a', function: { name: 'read_file', arguments: '{"path":"a"}' } },
      { id: 'call_b', function: { name: 'list', arguments: '{}' } },
    ],
  }
  const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 }
  const whole = { ...head, choices: [{ index: 0, message, finish_reason: 'tool_calls' }], usage }
  expect(assembler.result({ warnings: [], upstreamHeaders: {} })).toEqual(
    parseCompletion(builtCall(), answer(200, whole), () => 'x'),
  )
})
