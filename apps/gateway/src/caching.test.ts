import { type OpenAiEmulator, startOpenAiEmulator, startRedisEmulator } from '@kansoku/emulators'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type FakeServer, internalSecret, startFakeServer } from './testing/fake-server.ts'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

let upstream: OpenAiEmulator
let server: FakeServer
beforeAll(async () => {
  upstream = await startOpenAiEmulator({
    brain: ({ turns, tools }) => ({
      text: `You said: ${turns.at(-1)?.text}`,
      toolCalls: tools.map((name, index) => ({ id: `call_${index}`, name, input: { index } })),
    }),
  })
  server = await startFakeServer()
})
afterAll(async () => {
  await upstream?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
})
afterEach(() => upstream.faults.clear())

/** What the deltas of a stream say, however they are cut. */
function joinedText(events: string): string {
  const pieces = events.matchAll(/"(?:text|partial_json|delta)":"((?:[^"\\]|\\.)*)"/g)
  return [...pieces].map(([, piece = '']) => JSON.parse(`"${piece}"`)).join('')
}

function startCaching(cacheParams: object = {}): Promise<TestGateway> {
  const model = (name: string, id: string) => ({
    model_name: name,
    litellm_params: { model: 'openai/gpt-4o-mini', api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' },
    model_info: { id },
  })
  return startTestGateway({
    config: {
      model_list: [
        model('gpt', 'first'),
        model('other', 'second'),
        {
          model_name: 'vectors',
          litellm_params: {
            model: 'openai/text-embedding-3-small',
            api_base: `${upstream.url}/v1`,
            api_key: 'sk-emulator',
          },
        },
      ],
      litellm_settings: {
        cache: true,
        cache_params: cacheParams,
        callbacks: ['langfuse', 'prometheus'],
        langfuse_default_tags: ['cache_hit', 'cache_key'],
        fallbacks: [{ other: ['gpt'] }],
        num_retries: 0,
      },
    },
    env: { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: internalSecret },
  })
}

const clientOf = ({ url }: TestGateway) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: masterKey, maxRetries: 0 })

describe('answers in memory', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startCaching({ type: 'local' })
  })
  afterAll(() => gateway?.[Symbol.asyncDispose]())

  const ask = async (content: string, extra: object = {}) => {
    const before = upstream.requests.length
    const answer = await gateway.fetch('/v1/chat/completions', {
      model: 'gpt',
      messages: [{ role: 'user', content }],
      ...extra,
    })
    // biome-ignore lint/suspicious/noExplicitAny: answers and errors are asserted field by field
    const body = (await answer.json()) as any
    return { answer, body, isCached: upstream.requests.length === before }
  }

  test('the same question is answered once by the model, then by the cache, for nothing', async () => {
    const first = await ask('good morning')
    const second = await ask('good morning')
    expect([first.isCached, second.isCached]).toEqual([false, true])
    expect(second.body.choices).toEqual(first.body.choices)
    expect(second.body.usage).toEqual(first.body.usage)
    expect(second.body.id).not.toBe(first.body.id)
    expect(first.answer.headers.get('x-litellm-cache-key')).toBeNull()
    expect(second.answer.headers.get('x-litellm-cache-key')).toMatch(/^kansoku:answer:[0-9a-f]{64}$/)
    expect(Number(first.answer.headers.get('x-litellm-response-cost'))).toBeGreaterThan(0)
    expect(second.answer.headers.get('x-litellm-response-cost')).toBe('0')
  })

  test('a question is the same however its JSON is written, and whatever is said beside it', async () => {
    const content = '観測'.repeat(125)
    const first = await ask(content)
    const escaped = content.replaceAll(/./g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)
    const before = upstream.requests.length
    const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' },
      body: `{"model":"gpt","messages":[{"role":"user","content":"${escaped}"}]}`,
    })
    expect(answer.status).toBe(200)
    const beside = await ask(content, { metadata: { note: 'x'.repeat(2000) } })
    expect([first.isCached, upstream.requests.length === before, beside.isCached]).toEqual([
      false,
      true,
      true,
    ])
  })

  test('a hit is recorded with its usage, no cost and what it saved', async () => {
    const [first, second] = [await ask('recorded'), await ask('recorded')]
    const traceOf = (answer: Response) => answer.headers.get('x-litellm-call-id')
    const find = (type: string, id: string | null) =>
      server.events.find(({ type: kind, body }) => kind === type && (body.traceId ?? body.id) === id)?.body
    await vi.waitFor(() => expect(find('generation-create', traceOf(second.answer))).toBeDefined())
    const [paid, hit] = [first, second].map(({ answer }) => find('generation-create', traceOf(answer)))
    expect(paid.metadata).toMatchObject({ cache_hit: false, cache_key: hit.metadata.cache_key })
    expect(hit).toMatchObject({
      output: paid.output,
      usageDetails: paid.usageDetails,
      usage: { totalCost: 0 },
      costDetails: { total: 0 },
      metadata: { cache_hit: true, saved_cache_cost: paid.usage.totalCost },
    })
    const lines = server.ledger.flatMap((batch) => batch ?? [])
    const callId = traceOf(second.answer)
    expect(lines.find((line) => line.callId === callId)).toMatchObject({
      ...{ cacheHit: true, saved: paid.usage.totalCost, costDetails: { total: 0 } },
    })
    const { tags } = find('trace-create', callId)
    expect(tags).toContain('cache_hit:True')
    expect(tags).toContain(`cache_key:${hit.metadata.cache_key}`)
  })

  test('whole answers are streamed again, and streamed ones given whole', async () => {
    const client = clientOf(gateway)
    const messages = [{ role: 'user' as const, content: 'a stream, 観測 included '.repeat(10) }]
    const read = async () => {
      const before = upstream.requests.length
      const stream = await client.chat.completions.create({
        ...{ model: 'gpt', messages, stream: true as const },
        stream_options: { include_usage: true },
      })
      let text = ''
      let total: number | undefined
      const reasons: (string | null | undefined)[] = []
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? ''
        if (chunk.choices[0]?.finish_reason) reasons.push(chunk.choices[0].finish_reason)
        total = chunk.usage?.total_tokens ?? total
      }
      return { text, total, reasons, isCached: upstream.requests.length === before }
    }
    const first = await read()
    const second = await read()
    expect([first.isCached, second.isCached]).toEqual([false, true])
    expect({ ...second, isCached: false }).toEqual(first)
    const whole = await client.chat.completions.create({ model: 'gpt', messages })
    expect(whole.choices[0]?.message.content).toBe(first.text)
    expect(whole.usage?.total_tokens).toBe(first.total)
  })

  test("Anthropic's and OpenAI's newer door stream kept answers, too, calls of tools among them", async () => {
    const tool = { name: 'weather', input_schema: { type: 'object' } }
    const message = { model: 'gpt', max_tokens: 100, messages: [{ role: 'user', content: 'of a door' }] }
    const input = { model: 'gpt', input: 'of a door', stream: true }
    const parameters = { type: 'object', properties: {} }
    const doors = [
      ['/v1/messages', { ...message, tools: [tool], stream: true }],
      ['/v1/responses', { ...input, tools: [{ type: 'function', name: 'weather', parameters }] }],
    ] as const
    for (const [path, body] of doors) {
      const before = upstream.requests.length
      const texts = [await gateway.fetch(path, body), await gateway.fetch(path, body)].map((answer) =>
        answer.text(),
      )
      const [first, second] = (await Promise.all(texts)).map((text) => joinedText(text))
      expect(upstream.requests.length).toBe(before + 1)
      expect(first).toContain('of a door')
      expect(first).toContain('"index')
      expect(second).toBe(first)
    }
  })

  test.each([
    ['another text', {}, { messages: [{ role: 'user', content: 'else' }] }],
    ['another temperature', {}, { temperature: 0.1 }],
    ['another namespace', {}, { cache: { namespace: 'mine' } }],
    ['an answer that must be new', {}, { cache: { 'no-cache': true } }],
    ['an answer that must be younger', {}, { cache: { 's-maxage': 0 } }],
    ['an answer that was not to be kept', { cache: { 'no-store': true } }, {}],
    ['no cache at all', {}, { caching: false }],
  ])('%s is a question for the model', async (name, first, second) => {
    await ask(name, first)
    expect((await ask(name, second)).isCached).toBe(false)
  })

  test('what asks for a new answer renews the one that is kept', async () => {
    await ask('renewed')
    await ask('renewed', { cache: { 'no-cache': true } })
    expect((await ask('renewed')).isCached).toBe(true)
  })

  test('an answer is gone after the time that its call gave it', async () => {
    await ask('brief', { cache: { ttl: 1 } })
    await vi.waitFor(async () => expect((await ask('brief')).isCached).toBe(false), { timeout: 10_000 })
  })

  test.each([
    { cache: 'yes' },
    { cache: { ttl: 'long' } },
    { cache: { ttl: 0 } },
    { cache: { 's-maxage': -1 } },
  ])('%j is refused with a reason', async (extra) => {
    const { answer, body } = await ask('x', extra)
    expect(answer.status).toBe(400)
    expect(body.error.message).toMatch(/cache/)
  })

  test('neither failures nor the answers of fallbacks are kept', async () => {
    const other = { model: 'other' }
    upstream.faults.add({ kind: 'status', status: 500 })
    expect((await ask('of a fallback', other)).answer.headers.get('x-litellm-attempted-fallbacks')).toBe('1')
    upstream.faults.clear()
    expect((await ask('of a fallback', other)).isCached).toBe(false)
  })

  test('vectors are kept as well', async () => {
    const client = clientOf(gateway)
    const embed = () => client.embeddings.create({ model: 'vectors', input: ['one', '二'] }).withResponse()
    const first = await embed()
    const second = await embed()
    expect(first.response.headers.get('x-litellm-cache-key')).toBeNull()
    expect(second.response.headers.get('x-litellm-cache-key')).toMatch(/^kansoku:answer:/)
    expect(second.data.data).toEqual(first.data.data)
  })

  test('the master key drops answers, one or all; hits and misses are counted', async () => {
    await ask('dropped')
    const key = (await ask('dropped')).answer.headers.get('x-litellm-cache-key')
    const deleted = await gateway.fetch('/cache/delete', { keys: [key, 'unknown'] })
    expect(await deleted.json()).toEqual({ status: 'success', deleted: 1 })
    expect((await ask('dropped')).isCached).toBe(false)
    expect((await gateway.fetch('/cache/flushall', {})).status).toBe(200)
    expect((await ask('dropped')).isCached).toBe(false)
    expect(await (await gateway.fetch('/cache/ping')).json()).toMatchObject({ cache_type: 'local' })
    const metrics = await (await gateway.fetch('/metrics')).text()
    expect(metrics).toMatch(/litellm_cache_hits_metric_total\{requested_model="gpt".*\} [1-9]/)
    expect(metrics).toMatch(/litellm_cache_misses_metric_total\{requested_model="gpt".*\} [1-9]/)
  })
})

test('where tags choose among deployments, an answer is for calls with the same ones', async () => {
  const deployment = (id: string, tag: string) => ({
    model_name: 'gpt',
    litellm_params: {
      ...{ model: 'openai/gpt-4o-mini', api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' },
      tags: [tag],
    },
    model_info: { id },
  })
  await using gateway = await startTestGateway({
    config: {
      model_list: [deployment('slow', 'free'), deployment('fast', 'paid')],
      litellm_settings: { cache: true },
      router_settings: { enable_tag_filtering: true },
    },
  })
  const ask = async (tag: string) => {
    const messages = [{ role: 'user', content: 'by tag' }]
    const answer = await gateway.fetch('/v1/chat/completions', { model: 'gpt', messages, tags: [tag] })
    return [answer.headers.get('x-litellm-model-id'), answer.headers.has('x-litellm-cache-key')]
  }
  expect(await ask('free')).toEqual(['slow', false])
  expect(await ask('paid')).toEqual(['fast', false])
  expect(await ask('free')).toEqual(['slow', true])
})

test('where nothing is cached by itself, a call asks for it', async () => {
  await using gateway = await startCaching({ mode: 'default_off' })
  const ask = async (cache?: object) => {
    const before = upstream.requests.length
    const messages = [{ role: 'user', content: 'asked for' }]
    await gateway.fetch('/v1/chat/completions', { model: 'gpt', messages, ...(cache ? { cache } : {}) })
    return upstream.requests.length === before
  }
  expect([await ask(), await ask()]).toEqual([false, false])
  const used = { 'use-cache': true }
  expect([await ask(used), await ask(used), await ask()]).toEqual([false, true, false])
})

test('gateways share a Redis, and go on without it', async () => {
  const redis = await startRedisEmulator()
  const params = { type: 'redis', host: '127.0.0.1', port: redis.port, namespace: 'shared' }
  await using one = await startCaching(params)
  await using two = await startCaching(params)
  const ask = async (gateway: TestGateway) => {
    const before = upstream.requests.length
    const messages = [{ role: 'user', content: 'shared' }]
    const answer = await gateway.fetch('/v1/chat/completions', { model: 'gpt', messages })
    expect(answer.status).toBe(200)
    await answer.text()
    return upstream.requests.length === before
  }
  await vi.waitFor(async () => expect((await one.fetch('/cache/ping')).status).toBe(200))
  expect(await ask(one)).toBe(false)
  await vi.waitFor(() => expect([...redis.values.keys()]).toEqual([expect.stringMatching(/^shared:answer:/)]))
  expect(await ask(two)).toBe(true)
  await redis[Symbol.asyncDispose]()
  expect(await ask(two)).toBe(false)
  expect((await two.fetch('/cache/ping')).status).toBe(503)
})

test('a gateway without a cache says so', async () => {
  await using gateway = await startTestGateway()
  const answer = await gateway.fetch('/cache/ping')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    error: { message: expect.stringMatching(/litellm_settings\.cache/) },
  })
})
