import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAssembler } from '../spec/assemble.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import type { ChatMessage } from '../spec/message.ts'
import type { ChatRequest } from '../spec/request.ts'
import { createCaller } from '../testing/collect.ts'
import { cutAt } from '../testing/event-stream.ts'
import { testPorts } from '../testing/ports.ts'
import { answer, ask, builtCall, cohereTarget, system, toolResult, user } from '../testing/requests.ts'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { createCohereAdapter } from './adapter.ts'

const adapter = (env: Record<string, string> = { COHERE_API_KEY: 'k' }) =>
  createCohereAdapter(testPorts({ env }))

async function build(request: Partial<ChatRequest>, dropParams = true) {
  const { request: http, warnings } = await adapter().buildRequest(ask(request), cohereTarget({ dropParams }))
  return { body: JSON.parse(String(http.body)), warnings }
}

test('everything Cohere knows is passed on under its name', async () => {
  const messages: ChatMessage[] = [
    system('Be brief'),
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look' },
        { type: 'image', source: { kind: 'data', mediaType: 'image/png', base64: 'AA' }, detail: 'low' },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'I need both' },
        { type: 'tool_call', id: 'call:1', name: 'f', arguments: '{"a":1}' },
        { type: 'tool_call', id: 'c2', name: 'g', arguments: '' },
      ],
    },
    toolResult('call:1', 'one'),
    toolResult('c2', 'two'),
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'hm' },
        { type: 'text', text: 'Done' },
      ],
    },
    user('and?'),
  ]
  const { body, warnings } = await build({
    messages,
    tools: [{ name: 'f', description: 'd', parameters: { type: 'object' }, strict: true }, { name: 'g' }],
    toolChoice: { type: 'required' },
    maxTokens: 10,
    temperature: 0.5,
    topP: 0.9,
    topK: 4,
    stop: ['x'],
    seed: 7,
    presencePenalty: 1,
    frequencyPenalty: 0.5,
    logprobs: true,
    thinking: { type: 'enabled', budgetTokens: 500 },
    extra: { safety_mode: 'NONE', documents: ['d'], stream_options: {} },
  })
  const id = body.messages[2].tool_calls[0].id
  expect(id).toMatch(/^call_1_[0-9a-f]{8}$/)
  expect(body).toEqual({
    model: 'command-a-03-2025',
    messages: [
      { role: 'system', content: 'Be brief' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA', detail: 'low' } },
        ],
      },
      {
        role: 'assistant',
        tool_plan: 'I need both',
        tool_calls: [
          { id, type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
          { id: 'c2', type: 'function', function: { name: 'g', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: id, content: 'one' },
      { role: 'tool', tool_call_id: 'c2', content: 'two' },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'Done' },
        ],
      },
      { role: 'user', content: 'and?' },
    ],
    tools: [
      { type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' } } },
      { type: 'function', function: { name: 'g', parameters: { type: 'object', properties: {} } } },
    ],
    strict_tools: true,
    tool_choice: 'REQUIRED',
    temperature: 0.5,
    p: 0.9,
    k: 4,
    max_tokens: 10,
    stop_sequences: ['x'],
    seed: 7,
    presence_penalty: 1,
    frequency_penalty: 0.5,
    logprobs: true,
    thinking: { type: 'enabled', token_budget: 500 },
    safety_mode: 'NONE',
    documents: ['d'],
    stream: false,
  })
  expect(warnings).toEqual([])
})

test('a named tool is the only one offered; a form of the answer is taken without tools only', async () => {
  const tools = [{ name: 'f' }, { name: 'g' }]
  const { body, warnings } = await build({ tools, toolChoice: { type: 'tool', name: 'g' } })
  expect(body.tools).toHaveLength(1)
  expect(body.tool_choice).toBe('REQUIRED')
  expect(warnings).toEqual(['Only the tool that must be called was offered'])
  await expect(build({ tools, toolChoice: { type: 'tool', name: 'h' } })).rejects.toThrow(
    /not among the tools/,
  )
  const responseFormat = { type: 'json_schema', name: 's', schema: { type: 'object' } } as const
  expect((await build({ responseFormat })).body.response_format).toEqual({
    type: 'json_object',
    json_schema: { type: 'object' },
  })
  await expect(build({ responseFormat, tools }, false)).rejects.toMatchObject({ param: 'response_format' })
})

test('what it has no word for is refused, or left out with a word', async () => {
  await expect(build({ n: 2 }, false)).rejects.toMatchObject({ errorClass: 'unsupported_params', param: 'n' })
  const { body, warnings } = await build({
    n: 2,
    logitBias: { 1: 1 },
    user: 'u',
    reasoningEffort: 'none',
    extra: { store: true },
  })
  expect(body).toEqual({
    model: 'command-a-03-2025',
    messages: [{ role: 'user', content: 'hello' }],
    thinking: { type: 'disabled' },
    stream: false,
  })
  expect(warnings.map((warning) => warning.split(' ')[0])).toEqual(['n', 'logit_bias', 'user', 'store'])
  const audio = { type: 'audio', format: 'wav', base64: 'AA' } as const
  await expect(build({ messages: [{ role: 'user', content: [audio] }] })).rejects.toThrow(/no audio/)
})

const usage = {
  billed_units: { input_tokens: 10, output_tokens: 4 },
  tokens: { input_tokens: 90, output_tokens: 6 },
  cached_tokens: 3,
}
const whole = {
  id: 'm-1',
  finish_reason: 'TOOL_CALL',
  message: {
    role: 'assistant',
    tool_plan: 'I will look',
    tool_calls: [
      { id: 'f0', type: 'function', function: { name: 'f', arguments: '{"a":"観測"}' } },
      { id: 'g0', type: 'function', function: { name: 'g', arguments: '' } },
    ],
  },
  usage,
}
const delta = (type: string, message: object) => ({ type, index: 0, delta: { message } })
const events = [
  { type: 'message-start', id: 'm-1', delta: { message: { role: 'assistant' } } },
  delta('tool-plan-delta', { tool_plan: 'I will ' }),
  delta('tool-plan-delta', { tool_plan: 'look' }),
  delta('tool-call-start', {
    tool_calls: { id: 'f0', type: 'function', function: { name: 'f', arguments: '' } },
  }),
  delta('tool-call-delta', { tool_calls: { function: { arguments: '{"a":' } } }),
  delta('tool-call-delta', { tool_calls: { function: { arguments: '"観測"}' } } }),
  { type: 'tool-call-end', index: 0 },
  delta('tool-call-start', { tool_calls: { id: 'g0', type: 'function', function: { name: 'g' } } }),
  { type: 'tool-call-end', index: 1 },
  { type: 'message-end', delta: { finish_reason: 'TOOL_CALL', usage } },
]
const sse = (list: readonly { type?: string; message?: string }[]) =>
  list.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('')

function decode(pieces: readonly Uint8Array[]): { chunks: ChatChunk[]; error?: unknown } {
  const decoder = adapter().createDecoder(builtCall({ target: cohereTarget() }))
  const chunks: ChatChunk[] = []
  try {
    for (const bytes of pieces) decoder.push(bytes, chunks)
    decoder.end(chunks)
    return { chunks }
  } catch (error) {
    return { chunks, error }
  }
}

test('parallel calls of tools, whole and streamed, are one and the same', () => {
  const call = builtCall({ target: cohereTarget() })
  const result = adapter().parseResponse(call, answer(200, whole))
  expect(result).toEqual({
    id: 'm-1',
    choices: [
      {
        index: 0,
        content: [
          { type: 'reasoning', text: 'I will look' },
          { type: 'tool_call', id: 'f0', name: 'f', arguments: '{"a":"観測"}' },
          { type: 'tool_call', id: 'g0', name: 'g', arguments: '{}' },
        ],
        finishReason: 'tool_calls',
        upstreamFinishReason: 'TOOL_CALL',
      },
    ],
    usage: { inputTokens: 7, cacheReadTokens: 3, cacheWriteTokens: 0, outputTokens: 4, totalTokens: 14 },
    warnings: [],
    upstreamHeaders: {},
  })
  const assembler = createAssembler()
  for (const chunk of decode([Buffer.from(sse(events))]).chunks) assembler.add(chunk)
  expect(assembler.result({ warnings: [], upstreamHeaders: {} })).toEqual(result)
})

test('however the bytes are cut, the chunks are the same; a stream that is cut off is an error', () => {
  const bytes = Buffer.from(sse(events))
  const expected = decode([bytes])
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), (places) => {
      expect(decode(cutAt(bytes, places))).toEqual(expected)
    }),
  )
  const last = bytes.lastIndexOf('event: message-end')
  fc.assert(
    fc.property(fc.nat(last), (length) => {
      const { chunks, error } = decode([bytes.subarray(0, length)])
      expect(error).toMatchObject({ errorClass: 'api_connection' })
      expect(expected.chunks.slice(0, chunks.length)).toEqual(chunks)
    }),
  )
})

test('thoughts, text and citations', () => {
  const content = [
    delta('content-start', { content: { type: 'thinking', thinking: '' } }),
    delta('content-delta', { content: { thinking: 'hm' } }),
    delta('content-end', {}),
    delta('content-start', { content: { type: 'text', text: '' } }),
    delta('content-delta', { content: { text: 'ok' } }),
    delta('citation-start', { citations: { start: 0, end: 2, text: 'ok' } }),
    { type: 'message-end', delta: { finish_reason: 'MAX_TOKENS' } },
  ]
  expect(decode([Buffer.from(sse(content))]).chunks).toEqual([
    { type: 'reasoning', text: 'hm' },
    { type: 'text', text: 'ok' },
    { type: 'provider_fields', choice: 0, fields: { citations: [{ start: 0, end: 2, text: 'ok' }] } },
    { type: 'finish', reason: 'length', upstreamReason: 'MAX_TOKENS' },
  ])
})

test.each([
  [{ type: 'message-end', delta: { finish_reason: 'ERROR', error: 'lost' } }, 'internal_server', /lost/],
  [{ type: 'message-end', delta: { finish_reason: 'TIMEOUT' } }, 'timeout', /too long/],
  [{ message: 'boom' }, 'internal_server', /boom/],
])('%o in the stream ends it as %s', (event, errorClass, message) => {
  const text = delta('content-delta', { content: { text: 'a' } })
  const { chunks, error } = decode([Buffer.from(sse([text, event]))])
  expect(chunks[0]).toEqual({ type: 'text', text: 'a' })
  expect(error).toMatchObject({ errorClass, message: expect.stringMatching(message) })
})

test.each([
  [400, 'too many tokens: total number of tokens in the prompt cannot exceed 128000', 'context_window'],
  [400, 'invalid request: message must be non-empty', 'bad_request'],
  [401, 'invalid api token', 'authentication'],
  [404, "model 'x' not found", 'not_found'],
  [422, 'unprocessable', 'unprocessable'],
  [429, 'You are using a Trial key, too many tokens per minute', 'rate_limit'],
  [498, 'invalid token', 'authentication'],
  [500, 'internal server error', 'internal_server'],
  [503, 'overloaded', 'service_unavailable'],
])('%d "%s" is %s', (status, message, errorClass) => {
  const error = adapter().parseError(
    builtCall(),
    answer(status, { id: 'e', message }, { 'retry-after': '2' }),
  )
  expect(error).toMatchObject({ errorClass, message, upstreamStatus: status, retryAfterSeconds: 2 })
})

test('it is called with its key, at any base that names it', async () => {
  await using upstream = await startUpstream((response, { url }) => {
    if (url !== '/v2/embed')
      return sendJson(response, { message: { content: [{ type: 'text', text: 'hi' }] } })
    sendJson(response, { embeddings: { float: [[1], [2]] }, meta: { billed_units: { input_tokens: 4 } } })
  })
  await using calls = createCaller(adapter({ CO_API_KEY: 'k-env', COHERE_API_BASE: `${upstream.url}/v1` }))
  await calls.complete(cohereTarget(), ask())
  const vectors = cohereTarget({
    model: 'embed-v4.0',
    params: { api_base: `${upstream.url}/v2/chat`, api_key: 'k' },
  })
  const made = await calls.embed(vectors, {
    inputs: ['a', 'b'],
    dimensions: 256,
    extra: { input_type: 'search_query', encoding_format: 'float' },
  })
  expect(made).toMatchObject({ vectors: [[1], [2]], usage: { inputTokens: 4 } })
  expect(upstream.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/v2/chat', 'Bearer k-env'],
    ['/v2/embed', 'Bearer k'],
  ])
  expect(JSON.parse(upstream.seen[1]?.body ?? '')).toEqual({
    input_type: 'search_query',
    model: 'embed-v4.0',
    texts: ['a', 'b'],
    embedding_types: ['float'],
    output_dimension: 256,
  })
  await expect(adapter({}).buildRequest(ask(), cohereTarget())).rejects.toMatchObject({
    errorClass: 'authentication',
  })
})
