import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BuiltCall } from '../../spec/adapter.ts'
import { createAssembler } from '../../spec/assemble.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { cutAt } from '../../testing/event-stream.ts'
import { answer, builtCall } from '../../testing/requests.ts'
import { parseMessage } from '../response.ts'
import { createAnthropicDecoder } from './decoder.ts'

const event = (type: string, fields: object = {}) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`
const start = (index: number, content_block: object) => event('content_block_start', { index, content_block })
const delta = (index: number, delta: object) => event('content_block_delta', { index, delta })
const stop = (index: number) => event('content_block_stop', { index })
const json = (index: number, partial_json: string) => delta(index, { type: 'input_json_delta', partial_json })
const usage = {
  input_tokens: 9,
  cache_creation_input_tokens: 30,
  cache_read_input_tokens: 20,
  cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
  output_tokens: 1,
}
const begin = event('message_start', {
  message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-x', content: [], usage },
})
const end = (stop_reason: string, rest: object = {}) =>
  event('message_delta', {
    delta: { stop_reason, stop_sequence: null },
    usage: { output_tokens: 40 },
    ...rest,
  }) + event('message_stop')

const recorded = [
  begin,
  event('ping'),
  start(0, { type: 'thinking', thinking: '', signature: '' }),
  delta(0, { type: 'thinking_delta', thinking: '考え' }),
  delta(0, { type: 'signature_delta', signature: 'sig' }),
  stop(0),
  start(1, { type: 'redacted_thinking', data: 'zz' }),
  stop(1),
  start(2, { type: 'text', text: '' }),
  delta(2, { type: 'text_delta', text: 'Reading ' }),
  event('something_new', { index: 2 }),
  delta(2, { type: 'text_delta', text: '観測' }),
  stop(2),
  start(3, { type: 'tool_use', id: 'toolu_a', name: 'read_file', input: {} }),
  json(3, ''),
  start(4, { type: 'tool_use', id: 'toolu_b', name: 'list', input: {} }),
  json(3, '{"path":'),
  json(3, '"a"}'),
  stop(3),
  stop(4),
  end('tool_use'),
].join('')

function decode(pieces: readonly Uint8Array[], call: Partial<BuiltCall> = {}) {
  const chunks: ChatChunk[] = []
  const decoder = createAnthropicDecoder(builtCall(call))
  try {
    for (const piece of pieces) decoder.push(piece, chunks)
    decoder.end(chunks)
    return { chunks }
  } catch (error) {
    return { chunks, error }
  }
}
const decodeText = (text: string, call: Partial<BuiltCall> = {}) => decode([Buffer.from(text)], call)

const counts = { inputTokens: 9, cacheReadTokens: 20, cacheWriteTokens: 30, cacheWrite1hTokens: 20 }
const expected = [
  { type: 'start', id: 'msg_1', model: 'claude-x' },
  { type: 'usage', usage: { ...counts, outputTokens: 1, totalTokens: 60 } },
  { type: 'reasoning', text: '考え' },
  { type: 'reasoning_signature', signature: 'sig' },
  { type: 'redacted_reasoning', data: 'zz' },
  { type: 'text', text: 'Reading ' },
  { type: 'text', text: '観測' },
  { type: 'tool_call_start', tool: 0, id: 'toolu_a', name: 'read_file' },
  { type: 'tool_call_start', tool: 1, id: 'toolu_b', name: 'list' },
  { type: 'tool_call_delta', tool: 0, arguments: '{"path":' },
  { type: 'tool_call_delta', tool: 0, arguments: '"a"}' },
  { type: 'tool_call_delta', tool: 1, arguments: '{}' },
  { type: 'usage', usage: { ...counts, outputTokens: 40, reasoningTokens: 3, totalTokens: 99 } },
  { type: 'finish', reason: 'tool_calls', upstreamReason: 'tool_use' },
]

test('a recorded stream becomes neutral chunks, however its bytes are cut and its lines end', () => {
  for (const text of [recorded, recorded.replaceAll('\n', '\r\n')]) {
    const bytes = Buffer.from(text)
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (places) => {
        expect(decode(cutAt(bytes, places))).toEqual({ chunks: expected })
      }),
    )
  }
})

test('put together it is what the same answer is without streaming', () => {
  const assembler = createAssembler()
  for (const chunk of decodeText(recorded).chunks) assembler.add(chunk)
  const streamed = assembler.result({ warnings: [], upstreamHeaders: {} })
  const content = [
    { type: 'thinking', thinking: '考え', signature: 'sig' },
    { type: 'redacted_thinking', data: 'zz' },
    { type: 'text', text: 'Reading 観測' },
    { type: 'tool_use', id: 'toolu_a', name: 'read_file', input: { path: 'a' } },
    { type: 'tool_use', id: 'toolu_b', name: 'list', input: {} },
  ]
  const message = {
    id: 'msg_1',
    model: 'claude-x',
    content,
    stop_reason: 'tool_use',
    usage: { ...usage, output_tokens: 40 },
  }
  expect(parseMessage(builtCall(), answer(200, message))).toEqual(streamed)
})

test('the tool that is the answer becomes text; renamed tools get their names back', () => {
  const call = { answerTool: 'json_tool_call', toolNames: new Map([['a_b', 'a.b']]) }
  const text =
    begin +
    start(0, { type: 'tool_use', id: 't', name: 'json_tool_call', input: {} }) +
    json(0, '{"a":1}') +
    stop(0)
  const { chunks } = decodeText(text + end('tool_use'), call)
  expect(chunks).toContainEqual({ type: 'text', text: '{"a":1}' })
  expect(chunks.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' })
  const whole = parseMessage(
    builtCall(call),
    answer(200, {
      content: [
        { type: 'tool_use', id: 't', name: 'json_tool_call', input: { a: 1 } },
        { type: 'tool_use', id: 'u', name: 'a_b', input: {} },
      ],
      stop_reason: 'tool_use',
    }),
  )
  expect(whole.choices[0]?.content).toEqual([
    { type: 'text', text: '{"a":1}' },
    { type: 'tool_call', id: 'u', name: 'a.b', arguments: '{}' },
  ])
})

test('blocks of the provider’s own tools and citations are told beside the message', () => {
  const citation = { type: 'web_search_result_location', url: 'https://example.com' }
  const result = { type: 'web_search_tool_result', tool_use_id: 's', content: [] }
  const text =
    begin +
    start(0, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }) +
    json(0, '{"query":"観測"}') +
    stop(0) +
    start(1, result) +
    stop(1) +
    start(2, { type: 'text', text: '' }) +
    delta(2, { type: 'citations_delta', citation }) +
    delta(2, { type: 'text_delta', text: 'found' }) +
    stop(2) +
    end('end_turn', { usage: { output_tokens: 2, server_tool_use: { web_search_requests: 1 } } })
  const { chunks } = decodeText(text)
  expect(chunks).toContainEqual({
    type: 'provider_fields',
    choice: 0,
    fields: {
      provider_specific_fields: {
        content_blocks: [
          { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: '観測' }, citations: [] },
          { ...result, citations: [] },
        ],
        citations: [citation],
      },
    },
  })
  const last = chunks.findLast((chunk) => chunk.type === 'usage')
  expect(last).toMatchObject({ usage: { details: { web_search_requests: 1 } } })
})

test('events are also given as they came, when that is asked for', () => {
  const { chunks } = decodeText(recorded, { keepOriginal: true })
  const originals = chunks.flatMap((chunk) => (chunk.type === 'original' ? [chunk.original.body] : []))
  const sent = recorded.match(/(?<=data: ).*/g)?.map((line) => JSON.parse(line))
  expect(originals).toEqual(sent)
  expect(chunks.filter(({ type }) => type !== 'original')).toEqual(expected)
})

test.each([
  ['overloaded_error', 'service_unavailable'],
  ['rate_limit_error', 'rate_limit'],
  ['api_error', 'internal_server'],
  ['invalid_request_error', 'bad_request'],
])('an error event (%s) inside a stream that began well is of class %s', (type, errorClass) => {
  const early = decodeText(begin + event('ping') + event('error', { error: { type, message: 'no' } }))
  expect(early.error).toMatchObject({ errorClass, message: 'no' })
  // Nothing that a client would see has come yet, so that the call can be tried elsewhere.
  expect(early.chunks).toEqual([expected[0]])
})

test('a stream that ends before its stop reason was cut off', () => {
  const cut = recorded.indexOf('event: message_delta')
  expect(decodeText(recorded.slice(0, cut)).error).toMatchObject({ errorClass: 'api_connection' })
  expect(decodeText(recorded.replace(event('message_stop'), '')).error).toBeUndefined()
  expect(decodeText(`${begin}data: {"type":\n\n`).error).toMatchObject({ errorClass: 'api_connection' })
})
