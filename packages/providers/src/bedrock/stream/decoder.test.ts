import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BuiltCall } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { cutAt, errorFrame, eventFrame, exceptionFrame } from '../../testing/event-stream.ts'
import { builtCall } from '../../testing/requests.ts'
import { createBedrockDecoder } from './decoder.ts'

const delta = (contentBlockIndex: number, content: object) =>
  eventFrame('contentBlockDelta', { contentBlockIndex, delta: content })
const stop = (contentBlockIndex: number) => eventFrame('contentBlockStop', { contentBlockIndex })
const startTool = (contentBlockIndex: number, toolUseId: string, name: string) =>
  eventFrame('contentBlockStart', { contentBlockIndex, start: { toolUse: { toolUseId, name } } })

const usage = { inputTokens: 5, outputTokens: 30, totalTokens: 2035, cacheReadInputTokens: 2000 }

/** The events of a recorded ConverseStream: reasoning, text, two parallel tool calls, one of them without input. */
const recorded = [
  eventFrame('messageStart', { role: 'assistant' }),
  delta(0, { reasoningContent: { text: 'First ' } }),
  delta(0, { reasoningContent: { text: 'look.' } }),
  delta(0, { reasoningContent: { signature: 'EqRk' } }),
  stop(0),
  delta(1, { reasoningContent: { redactedContent: 'cmVk' } }),
  stop(1),
  delta(2, { text: '読みます' }),
  delta(2, { text: '。' }),
  stop(2),
  startTool(3, 'tooluse_1', 'read_file'),
  delta(3, { toolUse: { input: '' } }),
  delta(3, { toolUse: { input: '{"path":' } }),
  delta(3, { toolUse: { input: '"a.ts"}' } }),
  stop(3),
  startTool(4, 'tooluse_2', 'mcp_x'),
  stop(4),
  eventFrame('messageStop', { stopReason: 'tool_use' }),
  eventFrame('metadata', { usage, metrics: { latencyMs: 9 }, trace: { promptRouter: {} } }),
]
const call = builtCall({ stream: true, toolNames: new Map([['mcp_x', 'mcp.x']]) })

const expected: ChatChunk[] = [
  { type: 'start' },
  { type: 'reasoning', text: 'First ' },
  { type: 'reasoning', text: 'look.' },
  { type: 'reasoning_signature', signature: 'EqRk' },
  { type: 'redacted_reasoning', data: 'cmVk' },
  { type: 'text', text: '読みます' },
  { type: 'text', text: '。' },
  { type: 'tool_call_start', tool: 0, id: 'tooluse_1', name: 'read_file' },
  { type: 'tool_call_delta', tool: 0, arguments: '{"path":' },
  { type: 'tool_call_delta', tool: 0, arguments: '"a.ts"}' },
  { type: 'tool_call_start', tool: 1, id: 'tooluse_2', name: 'mcp.x' },
  { type: 'tool_call_delta', tool: 1, arguments: '{}' },
  { type: 'finish', reason: 'tool_calls', upstreamReason: 'tool_use' },
  { type: 'provider_fields', fields: { trace: { promptRouter: {} } } },
  {
    type: 'usage',
    usage: {
      inputTokens: 5,
      cacheReadTokens: 2000,
      cacheWriteTokens: 0,
      outputTokens: 30,
      reasoningTokens: 11,
      totalTokens: 2035,
    },
  },
]

function decode(pieces: readonly Uint8Array[], built: BuiltCall = call) {
  const chunks: ChatChunk[] = []
  const decoder = createBedrockDecoder(built)
  try {
    for (const piece of pieces) decoder.push(piece, chunks)
    decoder.end(chunks)
    return { chunks }
  } catch (error) {
    return { chunks, error }
  }
}

test('a recorded stream becomes neutral chunks', () => {
  expect(decode(recorded)).toEqual({ chunks: expected })
})

test('however the bytes are cut, the chunks are the same', () => {
  const bytes = Buffer.concat(recorded)
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 60 }), (places) => {
      expect(decode(cutAt(bytes, places))).toEqual({ chunks: expected })
    }),
  )
  expect(decode([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual({ chunks: expected })
})

test('a stream that ends before messageStop is an error, wherever it ends; what came before stays', () => {
  const bytes = Buffer.concat(recorded.slice(0, -2))
  fc.assert(
    fc.property(fc.nat(bytes.length), (length) => {
      const { chunks, error } = decode([bytes.subarray(0, length)])
      expect(error).toMatchObject({ errorClass: 'api_connection', message: expect.stringContaining('ended') })
      expect(expected.slice(0, chunks.length)).toEqual(chunks)
    }),
  )
})

test('a stream that ends after messageStop is complete without its usage, but not in the middle of a frame', () => {
  expect(decode(recorded.slice(0, -1)).error).toBeUndefined()
  expect(decode([Buffer.concat(recorded).subarray(0, -5)]).error).toMatchObject({
    errorClass: 'api_connection',
  })
})

test('a flipped bit anywhere is noticed, and never waited for', () => {
  const bytes = Buffer.concat(recorded)
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (place, bit) => {
      const damaged = Buffer.from(bytes)
      damaged[place] = (damaged[place] ?? 0) ^ (1 << bit)
      expect(decode([damaged]).error).toMatchObject({ errorClass: 'api_connection' })
    }),
  )
})

test.each([
  ['throttlingException', { message: 'Too many requests' }, 'rate_limit'],
  ['modelStreamErrorException', { message: 'model broke', originalStatusCode: 424 }, 'internal_server'],
  ['internalServerException', { message: 'oops' }, 'service_unavailable'],
  ['serviceUnavailableException', { message: 'down' }, 'service_unavailable'],
  ['modelTimeoutException', { message: 'slow' }, 'timeout'],
  ['validationException', { message: 'Input is too long for requested model.' }, 'context_window'],
  ['validationException', { message: 'Malformed input request' }, 'bad_request'],
])('%s %o in the stream is %s', (type, payload, errorClass) => {
  const { chunks, error } = decode([...recorded.slice(0, 2), exceptionFrame(type, payload)])
  expect(chunks).toHaveLength(2)
  expect(error).toMatchObject({ errorClass, code: type, message: payload.message, upstreamStatus: undefined })
})

test('an error frame without a body is told by its headers', () => {
  expect(decode([errorFrame('InternalFailure', 'try again')]).error).toMatchObject({
    errorClass: 'service_unavailable',
    message: 'try again',
  })
})

test('the arguments of the answer tool stream as text', () => {
  const frames = [
    eventFrame('messageStart', { role: 'assistant' }),
    startTool(0, 't', 'json_tool_call'),
    delta(0, { toolUse: { input: '{"a":' } }),
    delta(0, { toolUse: { input: '1}' } }),
    stop(0),
    eventFrame('messageStop', { stopReason: 'tool_use' }),
  ]
  expect(decode(frames, builtCall({ answerTool: 'json_tool_call' })).chunks).toEqual([
    { type: 'start' },
    { type: 'text', text: '{"a":' },
    { type: 'text', text: '1}' },
    { type: 'finish', reason: 'stop', upstreamReason: 'tool_use' },
  ])
})

test('events of a later version of the service are passed over', () => {
  const frames = [
    ...recorded.slice(0, 1),
    eventFrame('newEvent', { x: 1 }),
    delta(0, { citation: {} }),
    ...recorded.slice(-2),
  ]
  expect(decode(frames).error).toBeUndefined()
})
