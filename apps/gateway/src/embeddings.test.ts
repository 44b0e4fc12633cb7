import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestWorld, question, type TestWorld } from './testing/test-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openTestWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())
afterEach(() => world.clearFaults())

const vector = (text: string) => [text.length, ...[0, 1, 2].map((place) => text.charCodeAt(place) / 256)]

test('the client of OpenAI, which asks for base64, and one that asks for floats get the same vectors', async () => {
  const input = ['good', 'morning']
  const client = world.client()
  const usual = await client.embeddings.create({ model: 'vectors', input })
  const floats = await client.embeddings.create({ model: 'vectors', input, encoding_format: 'float' })
  expect(floats).toMatchObject({
    object: 'list',
    model: 'vectors',
    data: [
      { object: 'embedding', index: 0, embedding: vector('good') },
      { object: 'embedding', index: 1, embedding: vector('morning') },
    ],
    usage: { prompt_tokens: 3, total_tokens: 3 },
  })
  expect(usual.data).toEqual(floats.data)
  const answer = await world.gateway.fetch('/embeddings', {
    model: 'vectors',
    input: 'x',
    encoding_format: 'base64',
  })
  expect(await answer.json()).toMatchObject({ data: [{ embedding: expect.stringMatching(/^[\w+/]+=*$/) }] })
})

test('dimensions and tokens are passed on', async () => {
  const client = world.client()
  const short = await client.embeddings.create({
    model: 'vectors',
    input: [
      [1, 2],
      [3, 4],
    ],
    dimensions: 2,
  })
  expect(short.data.map(({ embedding }) => embedding.length)).toEqual([2, 2])
})

test.each([
  [{ input: 'x' }, 400, /model is missing/],
  [{ model: 'vectors' }, 400, /input is missing/],
  [{ model: 'vectors', input: [] }, 400, /at least one/],
  [{ model: 'vectors', input: [{}] }, 400, /input\[0\] must be a text/],
  [{ model: 'sonnet', input: 'x' }, 400, /anthropic\/claude-sonnet-4-5 makes no embeddings/],
])('%j is refused with a reason', async (body, status, message) => {
  const answer = await world.gateway.fetch('/v1/embeddings', body)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(message) } })
})

const asked = { model: 'vectors', input: ['good', 'morning'], num_retries: 0 }

test('a vector answers no chat, and lets none through to a provider that is paid', async () => {
  const chat = { messages: [{ role: 'user', content: 'ping' }] }
  const pong = await world.gateway.fetch('/v1/chat/completions', {
    ...chat,
    model: 'mocked',
    mock_response: [1],
  })
  expect(await pong.json()).toMatchObject({ choices: [{ message: { content: 'pong' } }] })
  const refused = await world.gateway.fetch('/v1/chat/completions', { ...chat, model: 'mocked-vectors' })
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('for embeddings')])
})

test.each([
  [{ mock_response: 'pong', dimensions: 1e9 }, 'dimensions must be from 1 to 8192'],
  [{ mock_response: 'pong', dimensions: 0 }, 'dimensions must be from 1 to 8192'],
  [{ mock_response: 'pong', dimensions: -1 }, 'dimensions must be from 1 to 8192'],
  [{ mock_response: 'pong', input: new Array(5000).fill('a') }, 'numbers at most'],
  [{ mock_response: new Array(40_000).fill(0), input: new Array(200).fill('a') }, 'numbers at most'],
])('mock_response makes no answer larger than any model would: %#', async (fields, message) => {
  const answer = await world.gateway.fetch('/v1/embeddings', { ...asked, ...fields })
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(message)])
})

test.each([
  [{ ...asked, mock_response: [0.5, 0.25] }, [0.5, 0.25]],
  [{ ...asked, model: 'mocked-vectors' }, [1, 2, 3]],
  [{ ...asked, mock_response: 'pong', dimensions: 2 }, [0, 0]],
  [{ ...asked, mock_response: 'pong' }, new Array(1536).fill(0)],
])('mock_response answers without a provider: %#', async (body, vector) => {
  const answer = await world.gateway.fetch('/v1/embeddings', body)
  expect([answer.status, await answer.json()]).toEqual([
    200,
    expect.objectContaining({
      data: [0, 1].map((index) => ({ object: 'embedding', index, embedding: vector })),
      usage: { prompt_tokens: 10, total_tokens: 10 },
    }),
  ])
})

test('a mocked failure fails embeddings as it fails chats', async () => {
  const answer = await world.gateway.fetch('/v1/embeddings', {
    ...asked,
    mock_response: 'litellm.RateLimitError',
  })
  expect(answer.status).toBe(429)
})

test('a call is recorded with its texts, tokens and cost, and without its vectors', async () => {
  const answer = await world.gateway.fetch('/v1/embeddings', {
    model: 'vectors',
    input: ['good', 'morning'],
    metadata: { trace_id: 'embedded' },
  })
  const { trace, generations } = await world.recorded('embedded')
  expect(trace).toMatchObject({ name: 'litellm-aembedding', input: { messages: ['good', 'morning'] } })
  const [generation] = generations
  expect(generation).toMatchObject({ model: 'text-embedding-3-small', usageDetails: { input: 3, total: 3 } })
  expect(generation).not.toHaveProperty('output')
  expect(Number(answer.headers.get('x-litellm-response-cost'))).toBeCloseTo(3 * 2e-8, 12)
})

test('the oldest API of OpenAI is answered by models that chat, streamed or not', async () => {
  const ask = { model: 'claude', prompt: 'good morning', max_tokens: 50 }
  const whole = await world.client().completions.create(ask)
  expect(whole).toMatchObject({
    object: 'text_completion',
    model: 'claude',
    choices: [{ index: 0, text: 'You said: good morning', finish_reason: 'stop', logprobs: null }],
    usage: { completion_tokens: expect.any(Number) },
  })
  const echoed = await world.client().completions.create({ ...ask, echo: true })
  expect(echoed.choices[0]?.text).toBe('good morningYou said: good morning')
  const stream_options = { include_usage: true }
  const stream = await world.client().completions.create({ ...ask, stream: true, stream_options })
  const chunks = await Array.fromAsync(stream)
  expect(chunks.map(({ choices: [choice] }) => choice?.text ?? '').join('')).toBe('You said: good morning')
  expect(chunks.map(({ choices: [choice] }) => choice?.finish_reason ?? '').join('')).toBe('stop')
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage })
})

test.each([
  [{ model: 'gpt' }, /prompt is missing/],
  [{ model: 'gpt', prompt: ['a', 'b'] }, /prompt must be one text/],
  [{ model: 'gpt', prompt: 'a', suffix: 'b' }, /suffix cannot be served/],
])('of it %j is refused', async (body, message) => {
  const answer = await world.gateway.fetch('/v1/completions', body)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(message) } })
})

test('chat calls of deployments by path are not taken for completions', async () => {
  const answer = await world.gateway.fetch('/openai/deployments/gpt/chat/completions', { messages: question })
  expect(await answer.json()).toMatchObject({ object: 'chat.completion' })
  const other = await world.gateway.fetch('/openai/deployments/gpt/completions', { prompt: 'x' })
  expect(await other.json()).toMatchObject({ object: 'text_completion' })
})
