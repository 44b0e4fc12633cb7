import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { masterKey } from './testing/start-test-gateway.ts'
import { openTestWorld, question, type TestWorld } from './testing/test-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openTestWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())
afterEach(() => world.clearFaults())

const ask = { max_tokens: 100, messages: question }
const tools = [
  {
    name: 'get_weather',
    input_schema: { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] },
  },
]
const post = (body: object, headers = {}, path = '/v1/messages?beta=true') =>
  world.gateway.fetch(path, body, headers)

/** The types of the events of a stream, a run of equal ones as one. */
function eventTypes(text: string): string[] {
  const types = [...text.matchAll(/^event: (.*)$/gm)].map((match) => match[1] ?? '')
  return types.filter((type, index) => type !== types[index - 1])
}

describe.each(['sonnet', 'claude', 'gpt'])('the client of Anthropic against %s', (model) => {
  test('gets a message', async () => {
    const message = await world.anthropicClient().messages.create({ ...ask, model })
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      model,
      content: [{ type: 'text', text: 'You said: good morning' }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
    })
    expect(message.id).toMatch(/^msg_[0-9a-f]{32}$/)
    expect(message._request_id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('streams: its helper sees the text and puts the same message together', async () => {
    const stream = world.anthropicClient().messages.stream({ ...ask, model })
    const texts: string[] = []
    stream.on('text', (text) => texts.push(text))
    const message = await stream.finalMessage()
    expect(texts.join('')).toBe('You said: good morning')
    const whole = await world.anthropicClient().messages.create({ ...ask, model })
    expect(message).toMatchObject({ ...whole, id: expect.any(String) })
  })

  test('the events come in the order that clients rely on', async () => {
    const text = await (await post({ ...ask, model, tools, stream: true })).text()
    expect(eventTypes(text)).toEqual([
      'message_start',
      'ping',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ])
  })

  test('calls a tool, streamed or not, and goes on with its result', async () => {
    const client = world.anthropicClient()
    const call = { type: 'tool_use', name: 'get_weather', input: { city: 'Tokyo' } }
    const plain = await client.messages.create({ ...ask, model, tools, tool_choice: { type: 'any' } })
    expect(plain).toMatchObject({ stop_reason: 'tool_use', content: [call] })
    const streamed = await client.messages.stream({ ...ask, model, tools }).finalMessage()
    expect(streamed).toMatchObject({ stop_reason: 'tool_use', content: [call] })
    const [block] = plain.content
    const next = await client.messages.create({
      ...ask,
      model,
      tools,
      messages: [
        ...question,
        { role: 'assistant', content: plain.content },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: block?.type === 'tool_use' ? block.id : '',
              content: [{ type: 'text', text: 'sunny' }],
            },
          ],
        },
      ],
    })
    expect(next.content).toMatchObject([{ type: 'text', text: 'It is sunny.' }])
  })

  test('a prompt is counted', async () => {
    const count = (content: string) =>
      world.anthropicClient().messages.countTokens({ model, messages: [{ role: 'user', content }] })
    const short = (await count('good morning')).input_tokens
    expect(short).toBeGreaterThan(0)
    expect((await count('good morning '.repeat(50))).input_tokens).toBeGreaterThan(short * 5)
  })

  test('an error after the first words becomes an error event, and the client sees it', async () => {
    const upstream = model === 'gpt' ? world.openAi : model === 'claude' ? world.bedrock : world.anthropic
    upstream.faults.add({ kind: 'error-in-stream', afterChunks: 5 })
    const answer = await post({
      model,
      max_tokens: 100,
      stream: true,
      messages: [{ role: 'user', content: 'a long enough sentence for several chunks' }],
      litellm_metadata: { trace_id: `broken-message-${model}` },
    })
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(eventTypes(text).at(-1)).toBe('error')
    expect(text).toMatch(/data: \{"type":"error","error":\{"type":"\w+_error","message":"litellm\./)
    const { generations } = await world.recorded(`broken-message-${model}`)
    expect(generations[0]).toMatchObject({
      level: 'ERROR',
      output: { content: expect.stringMatching(/^You/) },
    })
  })

  test('what Claude Code sends is taken, whoever answers', async () => {
    const body = {
      model,
      max_tokens: 32_000,
      stream: true,
      system: [
        { type: 'text', text: 'x-anthropic-billing-header: cc_version=2; cch=00000;' },
        { type: 'text', text: 'You are Claude Code.', cache_control: { type: 'ephemeral', ttl: '1h' } },
      ],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'hello', cache_control: { type: 'ephemeral' } }] },
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'good morning' },
      ],
      metadata: { user_id: JSON.stringify({ device_id: 'd', account_uuid: 'a', session_id: 's-1' }) },
      thinking: { type: 'adaptive' },
      output_config: { effort: 'xhigh' },
      context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
      temperature: 1,
    }
    const betas = 'claude-code-20250219,never-heard-of-2026-01-01'
    const answer = await post(body, { 'anthropic-beta': betas, 'anthropic-version': '2023-06-01' })
    expect(answer.status).toBe(200)
    expect(eventTypes(await answer.text()).at(-1)).toBe('message_stop')
  })
})

test('between a client and a provider of this dialect nothing is lost', async () => {
  const body = {
    max_tokens: 50,
    system: [{ type: 'text', text: 'x-anthropic-billing-header: cch=1;' }],
    messages: [
      {
        role: 'user',
        content: [{ type: 'text', text: 'hi', cache_control: { type: 'ephemeral', ttl: '1h' } }],
      },
      { role: 'assistant', content: [{ type: 'server_tool_use', id: 's', name: 'web_search', input: {} }] },
      { role: 'user', content: 'go on' },
    ],
    tools: [
      { type: 'web_search_20250305', name: 'web_search', max_uses: 1 },
      { name: 'x', input_schema: { type: 'object' }, defer_loading: true },
    ],
    metadata: { user_id: 'u' },
    service_tier: 'auto',
    something_new: { a: 1 },
  }
  const gatewayOnly = { litellm_session_id: 's', num_retries: 0, tags: ['t'], api_key: 'sk-secret' }
  const headers = { 'anthropic-beta': 'b-1,b-2', 'anthropic-version': '2026-10-21' }
  expect((await post({ ...body, ...gatewayOnly, model: 'sonnet' }, headers)).status).toBe(200)
  const call = world.anthropic.calls.at(-1)
  expect(call?.body).toEqual({ ...body, model: 'claude-sonnet-4-5' })
  expect(call?.headers).toMatchObject(headers)
})

test('a call becomes a trace as those of the other door do, with its end user and session', async () => {
  const { response } = await world
    .anthropicClient()
    .messages.create(
      {
        ...ask,
        model: 'sonnet',
        system: 'Be kind.',
        metadata: {
          user_id: JSON.stringify({ device_id: 'd', account_uuid: 'acc', session_id: 'session-1' }),
        },
        ...{ litellm_metadata: { trace_id: 'a-message', tags: ['blue'] } },
      },
      { headers: { 'x-litellm-call-id': 'my-message' } },
    )
    .withResponse()
  expect(response.headers.get('x-litellm-call-id')).toBe('my-message')
  const { trace, generations } = await world.recorded('a-message')
  expect(trace).toMatchObject({
    name: 'litellm-anthropic_messages',
    sessionId: 'session-1',
    userId: 'acc',
    input: { system: 'Be kind.', messages: question },
    output: { role: 'assistant', content: 'You said: good morning' },
  })
  expect(trace.tags).toContain('blue')
  const [generation] = generations
  expect(generation).toMatchObject({
    name: 'litellm-anthropic_messages',
    model: 'claude-sonnet-4-5',
    modelParameters: { max_tokens: 100 },
    usageDetails: { input: expect.any(Number), output: expect.any(Number) },
  })
  const { input, output } = generation.usageDetails
  expect(generation.costDetails.total).toBeCloseTo(input * 3e-6 + output * 15e-6, 9)
  expect(Number(response.headers.get('x-litellm-response-cost'))).toBe(generation.costDetails.total)
})

test('prompt caching at Bedrock is asked for and told in the words of Anthropic', async () => {
  const cached = () =>
    world.anthropicClient().messages.create({
      ...ask,
      model: 'claude',
      system: [{ type: 'text', text: 'Cache me, too. '.repeat(2000), cache_control: { type: 'ephemeral' } }],
    })
  const first = (await cached()).usage
  expect(first.cache_creation_input_tokens).toBeGreaterThan(1000)
  expect((await cached()).usage.cache_read_input_tokens).toBe(first.cache_creation_input_tokens)
})

describe('errors are Anthropic’s', () => {
  test.each([
    [{ ...ask }, 400, 'invalid_request_error', /model is missing/],
    [{ model: 'gpt', max_tokens: 1 }, 400, 'invalid_request_error', /messages is missing/],
    [{ ...ask, model: 'nope' }, 400, 'invalid_request_error', /Invalid model name passed in model=nope/],
    [
      { model: 'gpt', messages: [{ role: 'user', content: [{ type: 'image' }] }] },
      400,
      'invalid_request_error',
      /messages\[0\]\.content\[0\]\.source/,
    ],
    [{ model: 'gpt', messages: [{ role: 'tool', content: 'x' }] }, 400, 'invalid_request_error', /\.role/],
  ])('%j', async (body, status, type, message) => {
    const answer = await post(body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await answer.json()).toEqual({
      type: 'error',
      error: { type, message: expect.stringMatching(message) },
      request_id: answer.headers.get('request-id'),
    })
  })

  test.each([
    [401, 'authentication_error', 500, { 'x-litellm-num-retries': '0' }],
    [429, 'rate_limit_error', 429, { 'x-litellm-num-retries': '0' }],
    [529, 'overloaded_error', 503, { 'x-litellm-num-retries': '0' }],
  ])('an upstream that answers %d is told as %s', async (status, type, answered, headers) => {
    world.anthropic.faults.add({
      kind: 'status',
      status,
      body: JSON.stringify({ type: 'error', error: { type, message: 'said upstream' } }),
      headers: { 'retry-after': '3' },
    })
    const answer = await post({ ...ask, model: 'sonnet' }, headers)
    expect(answer.status).toBe(status === 401 ? 401 : answered)
    expect(answer.headers.get('retry-after')).toBe('3')
    expect(await answer.json()).toMatchObject({
      error: { type, message: expect.stringMatching(/AnthropicException - said upstream/) },
    })
  })

  test('a conversation that is too long is told in the words by which clients shorten it', async () => {
    const error = {
      message: "This model's maximum context length is 1 token.",
      code: 'context_length_exceeded',
    }
    world.openAi.faults.add({ kind: 'status', status: 400, body: JSON.stringify({ error }) })
    expect(await (await post({ ...ask, model: 'gpt' })).json()).toMatchObject({
      error: { message: expect.stringMatching(/^prompt is too long: litellm\.ContextWindowExceededError/) },
    })
  })

  test('no key and a wrong one, in either header', async () => {
    const wrong = await post({ ...ask, model: 'gpt' }, { authorization: '', 'x-api-key': 'sk-wrong' })
    expect(wrong.status).toBe(401)
    expect(await wrong.json()).toMatchObject({ type: 'error', error: { type: 'authentication_error' } })
    const right = { authorization: '', 'x-api-key': masterKey }
    expect((await post({ ...ask, model: 'mocked' }, right)).status).toBe(200)
    const count = await post({ ...ask, model: 'gpt' }, { authorization: '' }, '/v1/messages/count_tokens')
    expect(count.status).toBe(401)
  })
})

test('OpenAI’s client reaches Anthropic’s models through the other door', async () => {
  const completion = await world.client().chat.completions.create({ model: 'sonnet', messages: question })
  expect(completion.choices[0]?.message.content).toBe('You said: good morning')
  const stream = world.client().chat.completions.stream({ model: 'sonnet', messages: question })
  expect((await stream.finalChatCompletion()).choices[0]?.message.content).toBe('You said: good morning')
  // As long as the model can answer: Anthropic wants to be told.
  expect(world.anthropic.calls.at(-1)?.body.max_tokens).toBe(64_000)
})
