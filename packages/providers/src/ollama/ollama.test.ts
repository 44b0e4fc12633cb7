import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAssembler } from '../spec/assemble.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import type { ChatMessage } from '../spec/message.ts'
import type { ChatRequest } from '../spec/request.ts'
import { createCaller } from '../testing/collect.ts'
import { cutAt } from '../testing/event-stream.ts'
import { testPorts } from '../testing/ports.ts'
import { answer, ask, builtCall, ollamaTarget, system, toolResult, user } from '../testing/requests.ts'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { createOllamaAdapter } from './adapter.ts'

const fetchMedia = async () => ({ mediaType: 'image/png', bytes: Buffer.from('bytes') })
const adapter = (env: Record<string, string> = {}) => createOllamaAdapter(testPorts({ env, fetchMedia }))

async function build(request: Partial<ChatRequest>, model = 'qwen3:8b') {
  const target = ollamaTarget({ model, dropParams: true })
  const { request: http, warnings } = await adapter().buildRequest(ask(request), target)
  return { url: http.url, body: JSON.parse(String(http.body)), warnings }
}

test('everything Ollama knows is passed on under its name', async () => {
  const messages: ChatMessage[] = [
    system('Be brief'),
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look' },
        { type: 'image', source: { kind: 'data', mediaType: 'image/png', base64: 'AA' } },
        { type: 'image', source: { kind: 'url', url: 'https://a.example/b.png' } },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'hm' },
        { type: 'tool_call', id: 'a', name: 'f', arguments: '{"x":1}' },
        { type: 'tool_call', id: 'b', name: 'g', arguments: '' },
      ],
    },
    toolResult('a', 'one'),
    toolResult('b', 'two'),
  ]
  const { url, body, warnings } = await build({
    messages,
    tools: [{ name: 'f', description: 'd', parameters: { type: 'object' } }, { name: 'g' }],
    toolChoice: { type: 'auto' },
    maxTokens: 10,
    temperature: 0.5,
    topP: 0.9,
    topK: 4,
    stop: ['x'],
    seed: 7,
    presencePenalty: 1,
    frequencyPenalty: 0.5,
    thinking: { type: 'adaptive' },
    responseFormat: { type: 'json_schema', name: 's', schema: { type: 'object' } },
    extra: { num_ctx: 32_768, keep_alive: '10m', stream_options: {} },
  })
  expect(url).toBe('http://localhost:11434/api/chat')
  expect(body).toEqual({
    model: 'qwen3:8b',
    messages: [
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'Look', images: ['AA', Buffer.from('bytes').toString('base64')] },
      {
        role: 'assistant',
        content: '',
        thinking: 'hm',
        tool_calls: [
          { function: { name: 'f', arguments: { x: 1 } } },
          { function: { name: 'g', arguments: {} } },
        ],
      },
      { role: 'tool', content: 'one', tool_name: 'f' },
      { role: 'tool', content: 'two', tool_name: 'g' },
    ],
    tools: [
      { type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' } } },
      { type: 'function', function: { name: 'g', parameters: { type: 'object', properties: {} } } },
    ],
    format: { type: 'object' },
    think: true,
    options: {
      num_predict: 10,
      temperature: 0.5,
      top_p: 0.9,
      top_k: 4,
      stop: ['x'],
      seed: 7,
      presence_penalty: 1,
      frequency_penalty: 0.5,
      num_ctx: 32_768,
    },
    keep_alive: '10m',
    stream: false,
  })
  expect(warnings).toEqual([])
})

test.each([
  ['qwen3:8b', { reasoningEffort: 'low' }, true],
  ['qwen3:8b', { reasoningEffort: 'none' }, false],
  ['gpt-oss:20b', { reasoningEffort: 'low' }, 'low'],
  ['gpt-oss:20b', { thinking: { type: 'disabled' } }, false],
  ['gpt-oss:20b', {}, undefined],
] as const)('%s with %o thinks: %s', async (model, request, think) => {
  expect((await build(request, model)).body.think).toBe(think)
})

test('what it has no word for is left out with one', async () => {
  const { body, warnings } = await build({
    tools: [{ name: 'f' }],
    toolChoice: { type: 'required' },
    parallelToolCalls: false,
    n: 2,
    user: 'u',
    extra: { store: true },
  })
  expect(body).not.toHaveProperty('tool_choice')
  expect(warnings.map((warning) => warning.split(' ')[0]).sort()).toEqual([
    'n',
    'parallel_tool_calls',
    'store',
    'tool_choice',
    'user',
  ])
  expect((await build({ tools: [{ name: 'f' }], toolChoice: { type: 'none' } })).body).not.toHaveProperty(
    'tools',
  )
  const audio = { type: 'audio', format: 'wav', base64: 'AA' } as const
  await expect(build({ messages: [{ role: 'user', content: [audio] }] })).rejects.toThrow(/no audio/)
})

const end = { done: true, done_reason: 'stop', prompt_eval_count: 9, eval_count: 4 }
const calls = [
  { function: { name: 'f', arguments: { a: '観測' } } },
  { id: 'call_x', function: { name: 'g' } },
]
const whole = {
  model: 'qwen3:8b',
  message: { role: 'assistant', thinking: 'Let me', content: 'I call', tool_calls: calls },
  ...end,
}
const lines = [
  { model: 'qwen3:8b', message: { thinking: 'Let ' } },
  { model: 'qwen3:8b', message: { thinking: 'me' } },
  { model: 'qwen3:8b', message: { content: 'I ' } },
  { model: 'qwen3:8b', message: { content: 'call', tool_calls: [calls[0]] } },
  { model: 'qwen3:8b', message: { content: '', tool_calls: [calls[1]] } },
  { model: 'qwen3:8b', message: { content: '' }, ...end },
]
const text = (list: readonly object[]) => list.map((line) => `${JSON.stringify(line)}\n`).join('')

function decode(pieces: readonly Uint8Array[]): { chunks: ChatChunk[]; error?: unknown } {
  const decoder = adapter().createDecoder(builtCall({ target: ollamaTarget() }))
  const chunks: ChatChunk[] = []
  try {
    for (const bytes of pieces) decoder.push(bytes, chunks)
    decoder.end(chunks)
    return { chunks }
  } catch (error) {
    return { chunks, error }
  }
}

test('thoughts, text and parallel calls of tools, whole and streamed, are one and the same', () => {
  const result = adapter().parseResponse(builtCall({ target: ollamaTarget() }), answer(200, whole))
  expect(result).toEqual({
    model: 'qwen3:8b',
    choices: [
      {
        index: 0,
        content: [
          { type: 'reasoning', text: 'Let me' },
          { type: 'text', text: 'I call' },
          { type: 'tool_call', id: 'call_1', name: 'f', arguments: '{"a":"観測"}' },
          { type: 'tool_call', id: 'call_x', name: 'g', arguments: '{}' },
        ],
        finishReason: 'tool_calls',
        upstreamFinishReason: 'stop',
      },
    ],
    usage: { inputTokens: 9, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 4, totalTokens: 13 },
    warnings: [],
    upstreamHeaders: {},
  })
  const assembler = createAssembler()
  for (const chunk of decode([Buffer.from(text(lines))]).chunks) assembler.add(chunk)
  expect(assembler.result({ warnings: [], upstreamHeaders: {} })).toEqual(result)
})

test('however the bytes are cut, the chunks are the same; a stream that is cut off is an error', () => {
  const bytes = Buffer.from(text(lines))
  const expected = decode([bytes])
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), (places) => {
      expect(decode(cutAt(bytes, places))).toEqual(expected)
    }),
  )
  const last = Buffer.from(text(lines.slice(0, -1))).length
  fc.assert(
    fc.property(fc.nat(last), (length) => {
      const { chunks, error } = decode([bytes.subarray(0, length)])
      expect(error).toMatchObject({ errorClass: 'api_connection' })
      expect(expected.chunks.slice(0, chunks.length)).toEqual(chunks)
    }),
  )
})

test('a failure after the first words, and an answer that is too long for its limit', () => {
  const begun = [{ message: { content: 'a' } }]
  const { chunks, error } = decode([Buffer.from(text([...begun, { error: 'model runner has stopped' }]))])
  expect(chunks.at(-1)).toEqual({ type: 'text', text: 'a' })
  expect(error).toMatchObject({ errorClass: 'internal_server', message: 'model runner has stopped' })
  const long = decode([Buffer.from(text([...begun, { done: true, done_reason: 'length' }]))])
  expect(long.chunks.at(-1)).toMatchObject({ type: 'finish', reason: 'length' })
})

test.each([
  [400, 'registry.ollama.ai/library/x does not support tools', 'bad_request'],
  [400, 'the input length exceeds the context length', 'context_window'],
  [401, 'unauthorized', 'authentication'],
  [404, "model 'x' not found", 'not_found'],
  [429, 'too many requests', 'rate_limit'],
  [500, 'llama runner process has terminated', 'internal_server'],
  [503, 'server busy, please try again', 'service_unavailable'],
])('%d "%s" is %s', (status, message, errorClass) => {
  const error = adapter().parseError(builtCall(), answer(status, { error: message }, { 'retry-after': '2' }))
  expect(error).toMatchObject({ errorClass, message, upstreamStatus: status, retryAfterSeconds: 2 })
})

test('it is called at any base that names it, with a key where there is one', async () => {
  await using upstream = await startUpstream((response, { url }) =>
    sendJson(response, url === '/api/embed' ? { embeddings: [[1], [2]], prompt_eval_count: 4 } : whole),
  )
  await using caller = createCaller(adapter({ OLLAMA_API_BASE: `${upstream.url}/v1` }))
  await caller.complete(ollamaTarget(), ask({ messages: [user('hi')] }))
  const params = { api_base: `${upstream.url}/api/chat`, api_key: 'k' }
  const made = await caller.embed(ollamaTarget({ model: 'bge-m3', params }), {
    inputs: ['a', 'b'],
    extra: { encoding_format: 'float', truncate: false, num_ctx: 8192 },
  })
  expect(made).toMatchObject({ vectors: [[1], [2]], usage: { inputTokens: 4 } })
  expect(upstream.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/api/chat', undefined],
    ['/api/embed', 'Bearer k'],
  ])
  expect(JSON.parse(upstream.seen[1]?.body ?? '')).toEqual({
    model: 'bge-m3',
    input: ['a', 'b'],
    truncate: false,
    options: { num_ctx: 8192 },
  })
})
