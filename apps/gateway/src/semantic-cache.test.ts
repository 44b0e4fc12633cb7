import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FakeServer, internalSecret, startFakeServer } from './testing/fake-server.ts'
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

let upstream: OpenAiEmulator
let vectors: Awaited<ReturnType<typeof startVectors>>
let server: FakeServer
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startOpenAiEmulator({
    brain: ({ turns }) => ({ text: `You said: ${turns.at(-1)?.text}`, toolCalls: [] }),
  })
  vectors = await startVectors()
  server = await startFakeServer()
  gateway = await startTestGateway({
    config: {
      model_list: [
        model('gpt', 'openai/gpt-4o-mini', upstream.url),
        model('meaning', 'openai/text-embedding-3-small', vectors.url),
      ],
      litellm_settings: {
        cache: true,
        cache_params: {
          type: 'redis-semantic',
          similarity_threshold: 0.8,
          redis_semantic_cache_embedding_model: 'meaning',
        },
        num_retries: 0,
      },
      guardrails: [
        { guardrail_name: 'in-the-log', litellm_params: { guardrail: 'hide-secrets', mode: 'logging_only' } },
      ],
    },
    env: { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: internalSecret },
  })
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
  await vectors?.[Symbol.asyncDispose]()
  await upstream?.[Symbol.asyncDispose]()
})

const model = (name: string, model: string, url: string) => ({
  model_name: name,
  litellm_params: { model, api_base: `${url}/v1`, api_key: 'sk-emulator' },
})

/** Embeddings that are near when texts share their words. */
async function startVectors() {
  const words = new Map<string, number>()
  const toVector = (text: string) => {
    const vector = Array<number>(64).fill(0)
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
      const place = words.get(word) ?? words.size
      words.set(word, place)
      vector[place] = 1
    }
    return vector
  }
  const state = { down: false, asked: 0 }
  const http = createServer(async (request, response) => {
    state.asked++
    const { input } = JSON.parse((await request.toArray()).join('')) as { input: string[] }
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: toVector(text) }))
    response
      .writeHead(state.down ? 503 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ object: 'list', data, model: 'm', usage: { prompt_tokens: 7, total_tokens: 7 } }))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    state,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

async function ask(content: unknown, extra: object = {}) {
  const before = upstream.requests.length
  const answer = await gateway.fetch('/v1/chat/completions', {
    model: 'gpt',
    messages: [{ role: 'user', content }],
    ...extra,
  })
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  const body = (await answer.json()) as any
  const similarity = answer.headers.get('x-litellm-semantic-similarity')
  const callId = answer.headers.get('x-litellm-call-id')
  return { status: answer.status, body, similarity, callId, isCached: upstream.requests.length === before }
}

test('a question in nearly the same words gets the same answer, and another one its own', async () => {
  const first = await ask('how tall is the tower of Tokyo today')
  const again = await ask('how tall is the tower of Tokyo now')
  const other = await ask('who wrote the tale of Genji')
  expect([first.isCached, again.isCached, other.isCached]).toEqual([false, true, false])
  expect(again.body.choices).toEqual(first.body.choices)
  expect(Number(again.similarity)).toBeCloseTo(7 / 8)
  expect(first.similarity).toBeNull()
})

test('the very same question costs no vector', async () => {
  await ask('an exact question is known by its words')
  const { asked } = vectors.state
  const again = await ask('an exact question is known by its words')
  expect(again).toMatchObject({ isCached: true, similarity: null })
  expect(vectors.state.asked).toBe(asked)
})

test('what is said before and all parameters must be the same, and calls with tools never share', async () => {
  const question = 'list three rivers of northern Japan please'
  const near = 'list three rivers of northern Japan quickly'
  await ask(question, { temperature: 0 })
  expect(await ask(near, { temperature: 1 })).toMatchObject({ isCached: false })
  const system = { role: 'system', content: 'Answer in verse.' }
  expect(await ask(near, { messages: [system, { role: 'user', content: near }] })).toMatchObject({
    isCached: false,
  })
  const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }]
  await ask(question, { tools })
  expect(await ask(near, { tools })).toMatchObject({ isCached: false })
  expect(await ask(near, { temperature: 0 })).toMatchObject({ isCached: true })
})

test('the vector is paid for and stands in the trace of the call that it was for', async () => {
  const { callId } = await ask('which vector is paid for by whom')
  const found = () =>
    server.events.filter(({ type, body }) => type === 'generation-create' && body.traceId === callId)
  await vi.waitFor(() => expect(found()).toHaveLength(2))
  const [vector] = found().filter(({ body }) => body.name === 'semantic-cache')
  expect(vector?.body).toMatchObject({
    model: 'text-embedding-3-small',
    input: { messages: 'which vector is paid for by whom' },
    usageDetails: { input: 7 },
  })
  expect(vector?.body.usage.totalCost).toBeGreaterThan(0)
})

test('where a client wants nothing written down, nothing is', async () => {
  const before = server.events.length
  const { callId } = await ask('a question that nobody may ever read', { 'no-log': true })
  const { callId: next } = await ask('a question that everybody may read', {})
  await vi.waitFor(() => expect(server.events.some(({ body }) => body.id === next)).toBe(true))
  const texts = JSON.stringify(server.events.slice(before))
  expect(texts).not.toContain('nobody may ever')
  expect(texts).not.toContain(callId)
})

test('without vectors calls go on', async () => {
  vectors.state.down = true
  const answer = await ask('the model of vectors is away for a while')
  vectors.state.down = false
  expect(answer).toMatchObject({ status: 200, isCached: false })
})

test('where guardrails mask what is written down, the vector is written down without its question', async () => {
  const secret = 'AKIAIOSFODNN7EXAMPLE'
  const { callId } = await ask(`what does the key ${secret} open`, { guardrails: ['in-the-log'] })
  const found = () =>
    server.events.filter(({ type, body }) => type === 'generation-create' && body.traceId === callId)
  await vi.waitFor(() => expect(found()).toHaveLength(2))
  expect(JSON.stringify(server.events.filter(({ body }) => body.traceId === callId))).not.toContain(secret)
})
