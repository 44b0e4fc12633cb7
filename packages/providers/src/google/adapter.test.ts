import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Target } from '../spec/adapter.ts'
import { createAssembler } from '../spec/assemble.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { createCaller } from '../testing/collect.ts'
import { cutAt } from '../testing/event-stream.ts'
import { testPorts } from '../testing/ports.ts'
import { answer, ask, builtCall, geminiTarget } from '../testing/requests.ts'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { createGeminiAdapter } from './adapter.ts'

const usageMetadata = {
  promptTokenCount: 30,
  cachedContentTokenCount: 20,
  candidatesTokenCount: 5,
  thoughtsTokenCount: 7,
  totalTokenCount: 42,
  promptTokensDetails: [
    { modality: 'TEXT', tokenCount: 20 },
    { modality: 'AUDIO', tokenCount: 10 },
  ],
}
const head = { modelVersion: 'gemini-2.5-pro', responseId: 'r-1' }
const piece = (parts: object[], more: object = {}) => ({
  ...head,
  candidates: [{ index: 0, content: { role: 'model', parts }, ...more }],
  usageMetadata,
})
const thinking = { text: 'Let me ', thought: true }
const calls = [
  { functionCall: { name: 'f', args: { a: '観測' } }, thoughtSignature: 'c2ln' },
  { functionCall: { name: 'g' } },
]
const events = [
  piece([thinking]),
  piece([{ text: 'see', thought: true }]),
  piece([{ text: 'I ' }]),
  piece([{ text: 'call' }, calls[0] as object]),
  piece([calls[1] as object], { finishReason: 'STOP' }),
]
const sse = (list: readonly object[]) =>
  list.map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`).join('')

function decode(pieces: readonly Uint8Array[]): { chunks: ChatChunk[]; error?: unknown } {
  const decoder = createGeminiAdapter(testPorts()).createDecoder(builtCall({ target: geminiTarget() }))
  const chunks: ChatChunk[] = []
  try {
    for (const bytes of pieces) decoder.push(bytes, chunks)
    decoder.end(chunks)
    return { chunks }
  } catch (error) {
    return { chunks, error }
  }
}
const whole = (body: object, status = 200) =>
  createGeminiAdapter(testPorts()).parseResponse(builtCall({ target: geminiTarget() }), answer(status, body))

test('an answer with thoughts, text and parallel calls of tools', () => {
  const result = whole(
    piece([{ text: 'Let me see', thought: true }, { text: 'I call' }, ...calls], { finishReason: 'STOP' }),
  )
  expect(result).toEqual({
    id: 'r-1',
    model: 'gemini-2.5-pro',
    choices: [
      {
        index: 0,
        content: [
          { type: 'reasoning', text: 'Let me see' },
          { type: 'text', text: 'I call' },
          { type: 'tool_call', id: 'call_1__thought__c2ln', name: 'f', arguments: '{"a":"観測"}' },
          { type: 'tool_call', id: 'call_2', name: 'g', arguments: '{}' },
        ],
        finishReason: 'tool_calls',
        upstreamFinishReason: 'STOP',
      },
    ],
    usage: {
      inputTokens: 10,
      cacheReadTokens: 20,
      cacheWriteTokens: 0,
      outputTokens: 12,
      reasoningTokens: 7,
      totalTokens: 42,
      details: { input_audio_tokens: 10 },
    },
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
  expect(expected.error).toBeUndefined()
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), (places) => {
      expect(decode(cutAt(bytes, places))).toEqual(expected)
    }),
  )
  const last = bytes.lastIndexOf('data: ')
  fc.assert(
    fc.property(fc.nat(last), (length) => {
      const { chunks, error } = decode([bytes.subarray(0, length)])
      expect(error).toMatchObject({ errorClass: 'api_connection' })
      expect(expected.chunks.slice(0, chunks.length)).toEqual(chunks)
    }),
  )
})

test('a signature after reasoning belongs to it; one after plain text says nothing more', () => {
  const signed = whole(piece([thinking, { text: 'ok', thoughtSignature: 'c2ln' }], { finishReason: 'STOP' }))
  expect(signed.choices[0]?.content).toEqual([
    { type: 'reasoning', text: 'Let me ', signature: 'google:c2ln' },
    { type: 'text', text: 'ok' },
  ])
  const late = [
    piece([{ text: 'ok' }]),
    piece([{ text: '', thoughtSignature: 'c2ln' }], { finishReason: 'STOP' }),
  ]
  const types = decode([Buffer.from(sse(late))]).chunks.map(({ type }) => type)
  expect(types).toEqual(['start', 'text', 'usage', 'finish', 'usage'])
})

test.each([
  ['MAX_TOKENS', 'length'],
  ['SAFETY', 'content_filter'],
  ['RECITATION', 'content_filter'],
  ['OTHER', 'stop'],
])('%s is told as %s', (finishReason, reason) => {
  expect(whole(piece([{ text: 'x' }], { finishReason })).choices[0]?.finishReason).toBe(reason)
})

test('pictures, sources and probabilities', () => {
  const result = whole({
    candidates: [
      {
        content: { parts: [{ inlineData: { mimeType: 'image/png', data: 'AA' } }] },
        finishReason: 'STOP',
        groundingMetadata: { webSearchQueries: ['q'] },
        logprobsResult: {
          chosenCandidates: [{ token: 'a', logProbability: -0.5 }],
          topCandidates: [{ candidates: [{ token: 'b', logProbability: -1 }] }],
        },
      },
    ],
  })
  expect(result.choices[0]).toMatchObject({
    providerFields: {
      images: [{ type: 'image_url', index: 0, image_url: { url: 'data:image/png;base64,AA' } }],
    },
    logprobs: {
      content: [{ token: 'a', logprob: -0.5, bytes: [97], top_logprobs: [{ token: 'b', logprob: -1 }] }],
    },
  })
  expect(result.providerFields).toEqual({ vertex_ai_grounding_metadata: [{ webSearchQueries: ['q'] }] })
})

test.each([
  [{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, 'content_policy'],
  [{ candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL' }] }, 'internal_server'],
  [
    { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } },
    'service_unavailable',
  ],
  [{ error: { code: 429, message: 'slow', status: 'RESOURCE_EXHAUSTED' } }, 'rate_limit'],
  [{}, 'bad_gateway'],
])('%o inside 200 is %s', (body, errorClass) => {
  expect(() => whole(body)).toThrow(expect.objectContaining({ errorClass }))
  if (errorClass !== 'bad_gateway') {
    const { chunks, error } = decode([Buffer.from(sse([piece([{ text: 'a' }]), body]))])
    expect(chunks[1]).toMatchObject({ type: 'text' })
    expect(error).toMatchObject({ errorClass })
  }
})

const refuse = (status: number, error: object, headers = {}) =>
  createGeminiAdapter(testPorts()).parseError(
    builtCall({ target: geminiTarget() }),
    answer(status, { error: { code: status, ...error } }, headers),
  )

test.each([
  [400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.', 'bad_request'],
  [400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', 'authentication'],
  [
    400,
    'INVALID_ARGUMENT',
    'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    'context_window',
  ],
  [401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', 'authentication'],
  [403, 'PERMISSION_DENIED', 'denied', 'permission_denied'],
  [404, 'NOT_FOUND', 'models/x is not found', 'not_found'],
  [429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for input token count', 'rate_limit'],
  [500, 'INTERNAL', 'An internal error', 'internal_server'],
  [503, 'UNAVAILABLE', 'overloaded', 'service_unavailable'],
  [504, 'DEADLINE_EXCEEDED', 'late', 'timeout'],
])('%d %s "%s" is %s', (status, name, message, errorClass) => {
  expect(refuse(status, { status: name, message })).toMatchObject({
    errorClass,
    message,
    code: name,
    upstreamStatus: status,
  })
})

test('how long to wait is read from the header or the details', () => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '12.5s' }]
  const limited = { status: 'RESOURCE_EXHAUSTED', message: 'slow', details }
  expect(refuse(429, limited).retryAfterSeconds).toBe(12.5)
  expect(refuse(429, limited, { 'retry-after': '3' }).retryAfterSeconds).toBe(3)
})

test('it is called with its key at its address; streams, counts and vectors have verbs of their own', async () => {
  await using upstream = await startUpstream((response, { url }) => {
    if (url.includes(':countTokens')) return sendJson(response, { totalTokens: 9 })
    if (url.includes(':batchEmbedContents'))
      return sendJson(response, { embeddings: [{ values: [1, 2] }, { values: [3, 4] }] })
    if (url.includes(':streamGenerateContent')) return void response.end(sse(events))
    sendJson(response, piece([{ text: 'hi' }], { finishReason: 'STOP' }))
  })
  const env = { GEMINI_API_KEY: 'k-env', GEMINI_API_BASE: upstream.url }
  await using caller = createCaller(createGeminiAdapter(testPorts({ env })))
  const target = geminiTarget({ params: { api_key: 'k-own', extra_headers: { 'X-A': 'b' } } })
  expect((await caller.complete(geminiTarget(), ask())).choices[0]?.content).toEqual([
    { type: 'text', text: 'hi' },
  ])
  expect((await caller.stream(target, ask())).choices[0]?.content).toHaveLength(4)
  expect(await caller.count(target, ask())).toBe(9)
  const vectors = await caller.embed(geminiTarget({ model: 'gemini-embedding-001' }), {
    inputs: ['four', 'more'],
    dimensions: 2,
    extra: { task_type: 'RETRIEVAL_QUERY', encoding_format: 'float' },
  })
  expect(vectors).toMatchObject({
    vectors: [
      [1, 2],
      [3, 4],
    ],
    usage: { inputTokens: 2 },
  })
  expect(upstream.seen.map(({ url }) => url)).toEqual([
    '/v1beta/models/gemini-2.5-flash:generateContent',
    '/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
    '/v1beta/models/gemini-2.5-flash:countTokens',
    '/v1beta/models/gemini-embedding-001:batchEmbedContents',
  ])
  expect(upstream.seen.map(({ headers }) => headers['x-goog-api-key'])).toEqual([
    'k-env',
    'k-own',
    'k-own',
    'k-env',
  ])
  expect(upstream.seen[1]?.headers['x-a']).toBe('b')
  expect(JSON.parse(upstream.seen[2]?.body ?? '')).toEqual({
    generateContentRequest: {
      model: 'models/gemini-2.5-flash',
      contents: [{ role: 'user', parts: [{ text: 'hello' }] }],
    },
  })
  expect(JSON.parse(upstream.seen[3]?.body ?? '').requests[1]).toEqual({
    model: 'models/gemini-embedding-001',
    taskType: 'RETRIEVAL_QUERY',
    outputDimensionality: 2,
    content: { parts: [{ text: 'more' }] },
  })
})

test.each([
  [{}, 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent'],
  [
    { api_base: 'https://p.example/google/v1beta' },
    'https://p.example/google/v1beta/models/gemini-2.5-flash:generateContent',
  ],
  [{ api_base: 'https://p.example/v1/models/x' }, 'https://p.example/v1/models/x:generateContent'],
])('settings %o lead to %s', async (params, url) => {
  const adapter = createGeminiAdapter(testPorts({ env: { GOOGLE_API_KEY: 'k' } }))
  const target: Target = geminiTarget({ params })
  expect((await adapter.buildRequest(ask(), target)).request.url).toBe(url)
})

test('Google itself is not called without a key', async () => {
  await expect(createGeminiAdapter(testPorts()).buildRequest(ask(), geminiTarget())).rejects.toMatchObject({
    errorClass: 'authentication',
    message: 'gemini/gemini-2.5-flash has no key; set api_key or GEMINI_API_KEY, GOOGLE_API_KEY',
  })
})
