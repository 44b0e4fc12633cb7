import {
  type BedrockEmulator,
  emulatorIdentity,
  type ModelBrain,
  type OpenAiEmulator,
  startBedrockEmulator,
  startOpenAiEmulator,
} from '@kansoku/emulators'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ArrivedEvent, type FakeServer, internalSecret, startFakeServer } from './testing/fake-server.ts'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

const weather: ModelBrain = ({ turns, tools }) => {
  const last = turns.at(-1)
  if (last?.toolResults.length) return { text: `It is ${last.toolResults[0]?.text}.`, toolCalls: [] }
  if (tools.length > 0) {
    return { text: '', toolCalls: [{ id: 'tooluse_1', name: 'get_weather', input: { city: 'Tokyo' } }] }
  }
  return { text: `You said: ${last?.text ?? ''}`, toolCalls: [] }
}

let bedrock: BedrockEmulator
let upstream: OpenAiEmulator
let server: FakeServer
let gateway: TestGateway
beforeAll(async () => {
  bedrock = await startBedrockEmulator({ brain: weather })
  upstream = await startOpenAiEmulator({ brain: weather })
  server = await startFakeServer()
  const aws = {
    aws_bedrock_runtime_endpoint: bedrock.url,
    aws_access_key_id: emulatorIdentity.accessKeyId,
    aws_secret_access_key: emulatorIdentity.secretAccessKey,
    aws_region_name: 'us-east-1',
  }
  const bedrockModel = (model_name: string, id: string) => ({
    model_name,
    litellm_params: { model: `bedrock/converse/${id}`, ...aws },
  })
  gateway = await startTestGateway({
    config: {
      model_list: [
        bedrockModel('claude', 'us.anthropic.claude-3-7-sonnet-20250219-v1:0'),
        bedrockModel('old-claude', 'anthropic.claude-3-5-sonnet-20240620-v1:0'),
        {
          model_name: 'gpt',
          litellm_params: { model: 'openai/gpt-4o', api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' },
        },
        { model_name: 'mocked', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } },
      ],
      litellm_settings: {
        fallbacks: [{ claude: ['old-claude'] }],
        num_retries: 1,
        drop_params: true,
        success_callback: ['langfuse'],
        langfuse_default_tags: ['cache_hit', 'user_api_key_alias', 'user_api_key_user_id', 'proxy_base_url'],
      },
      router_settings: { retry_after: 0, disable_cooldowns: true },
    },
    env: { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: internalSecret },
  })
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await Promise.all([bedrock, upstream, server].map((one) => one?.[Symbol.asyncDispose]()))
})
afterEach(() => {
  bedrock.faults.clear()
  upstream.faults.clear()
})

const client = (suffix = '/v1') =>
  new OpenAI({ baseURL: `${gateway.url}${suffix}`, apiKey: masterKey, maxRetries: 0 })

/** The trace and the generations of one call, once they have been delivered. */
async function recorded(
  traceId: string,
  count = 1,
): Promise<{ trace: ArrivedEvent['body']; generations: ArrivedEvent['body'][] }> {
  for (;;) {
    const generations = server.events.filter(
      ({ type, body }) => type === 'generation-create' && body.traceId === traceId,
    )
    const trace = server.events.find(({ type, body }) => type === 'trace-create' && body.id === traceId)
    if (trace && generations.length >= count)
      return { trace: trace.body, generations: generations.map(({ body }) => body) }
    await server.generations(server.events.filter(({ type }) => type === 'generation-create').length + 1)
  }
}

const question = [{ role: 'user' as const, content: 'good morning' }]
const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
]

describe.each(['claude', 'gpt'])('the openai client against %s', (model) => {
  test.each(['', '/v1'])('completes a chat with base URL "%s"', async (suffix) => {
    const completion = await client(suffix).chat.completions.create({ model, messages: question })
    expect(completion).toMatchObject({
      object: 'chat.completion',
      model,
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          message: { role: 'assistant', content: 'You said: good morning' },
        },
      ],
    })
    expect(completion.id).toMatch(/^chatcmpl-/)
    const { usage } = completion
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0))
  })

  test('streams: role first, one finish, usage last and only when asked for', async () => {
    for (const include_usage of [true, false]) {
      const stream = await client().chat.completions.create({
        model,
        messages: question,
        stream: true,
        stream_options: { include_usage },
      })
      const chunks = []
      for await (const chunk of stream) chunks.push(chunk)
      expect(chunks.every((chunk) => Array.isArray(chunk.choices) && chunk.model === model)).toBe(true)
      expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant')
      expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(
        'You said: good morning',
      )
      expect(chunks.filter((chunk) => chunk.choices[0]?.finish_reason === 'stop')).toHaveLength(1)
      const withUsage = chunks.filter((chunk) => chunk.usage)
      if (include_usage) expect(withUsage).toEqual([chunks.at(-1)])
      else expect(withUsage).toEqual([])
      if (include_usage) expect(chunks.at(-1)?.choices).toEqual([])
    }
  })

  test('calls a tool, streamed or not, and goes on with its result', async () => {
    const plain = await client().chat.completions.create({ model, messages: question, tools })
    expect(plain.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } })
    const call = plain.choices[0]?.message.tool_calls?.[0]
    expect(call).toMatchObject({ type: 'function', function: { name: 'get_weather' } })
    const stream = client().chat.completions.stream({ model, messages: question, tools })
    const streamed = (await stream.finalChatCompletion()).choices[0]?.message.tool_calls?.[0]
    expect(streamed).toMatchObject({ function: { name: 'get_weather', arguments: '{"city":"Tokyo"}' } })
    const next = await client().chat.completions.create({
      model,
      messages: [
        ...question,
        { role: 'assistant', content: null, tool_calls: call ? [call] : [] },
        { role: 'tool', tool_call_id: call?.id ?? '', content: 'sunny' },
      ],
      tools,
    })
    expect(next.choices[0]?.message.content).toBe('It is sunny.')
  })

  test('an upstream that is overloaded is tried again, and each failed try is in the trace', async () => {
    const faults = model === 'gpt' ? upstream.faults : bedrock.faults
    faults.add({ kind: 'status', status: 503 })
    const traceId = `retry-${model}`
    const { data, response } = await client()
      .chat.completions.create({ model, messages: question, metadata: { trace_id: traceId } })
      .withResponse()
    expect(data.choices[0]?.message.content).toBe('You said: good morning')
    expect(response.headers.get('x-litellm-attempted-retries')).toBe('1')
    const { generations } = await recorded(traceId, 2)
    expect(generations.map(({ level }) => level)).toEqual(['ERROR', 'DEFAULT'])
    expect(generations[0]?.statusMessage).toMatch(
      /^litellm\.ServiceUnavailableError: (OpenAI|Bedrock)Exception - /,
    )
  })

  test('an error after the first words becomes an error event, and the trace keeps what arrived', async () => {
    const faults = model === 'gpt' ? upstream.faults : bedrock.faults
    faults.add({ kind: 'error-in-stream', afterChunks: 3 })
    const traceId = `broken-${model}`
    const answer = await gateway.fetch('/v1/chat/completions', {
      model,
      messages: [{ role: 'user', content: 'a long enough sentence for several chunks' }],
      stream: true,
      metadata: { trace_id: traceId },
    })
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toMatch(/data: \{"error":\{"message":"litellm\./)
    expect(text).not.toContain('[DONE]')
    const { generations } = await recorded(traceId)
    expect(generations[0]).toMatchObject({
      level: 'ERROR',
      output: { content: expect.stringMatching(/^You said/) },
    })
  })

  test('a stream that ends without its end is an error, not an answer', async () => {
    const faults = model === 'gpt' ? upstream.faults : bedrock.faults
    faults.add({ kind: 'truncate', afterChunks: 2 })
    const stream = await client().chat.completions.create({ model, messages: question, stream: true })
    await expect(Array.fromAsync(stream)).rejects.toThrow()
  })

  test('an upstream that never answers times out with 408', async () => {
    const faults = model === 'gpt' ? upstream.faults : bedrock.faults
    faults.add({ kind: 'hang' }, { times: Number.POSITIVE_INFINITY })
    for (const stream of [false, true]) {
      const answer = await gateway.fetch('/v1/chat/completions', {
        model,
        messages: question,
        stream,
        timeout: 0.05,
        num_retries: 0,
        disable_fallbacks: true,
      })
      expect(answer.status).toBe(408)
      expect(await answer.json()).toMatchObject({
        error: { message: expect.stringMatching(/^litellm\.Timeout/), code: '408' },
      })
    }
  })

  test('a client that goes away ends the upstream stream, and the call is recorded', async () => {
    const emulator = model === 'gpt' ? upstream : bedrock
    emulator.faults.add({ kind: 'slow', firstChunkMs: 0, chunkMs: 30 })
    const before = emulator.abandonedStreams()
    const traceId = `left-${model}`
    const leaving = new AbortController()
    const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${masterKey}` },
      signal: leaving.signal,
      body: JSON.stringify({
        model,
        stream: true,
        messages: [{ role: 'user', content: 'x'.repeat(2000) }],
        metadata: { trace_id: traceId },
      }),
    })
    await answer.body?.getReader().read()
    leaving.abort()
    const { generations } = await recorded(traceId)
    expect(generations[0]).toMatchObject({
      level: 'WARNING',
      statusMessage: expect.stringMatching(/ClientDisconnected/),
    })
    while (emulator.abandonedStreams() === before) await new Promise((resolve) => setImmediate(resolve))
  })
})

describe('fallbacks', () => {
  test('mock_testing_fallbacks answers from the next model, with one failed try in the trace', async () => {
    const { data, response } = await client()
      .chat.completions.create({
        model: 'claude',
        messages: question,
        metadata: { trace_id: 'mock-fallback' },
        ...{ mock_testing_fallbacks: true },
      })
      .withResponse()
    expect(data.model).toBe('old-claude')
    expect(response.headers.get('x-litellm-attempted-fallbacks')).toBe('1')
    expect(response.headers.get('x-litellm-model-group')).toBe('old-claude')
    const { trace, generations } = await recorded('mock-fallback', 2)
    expect(trace.name).toBe('litellm-acompletion')
    expect(generations[0]?.statusMessage).toBe(
      'litellm.InternalServerError: BedrockException - This is a mock exception for model=claude, to trigger a fallback. Fallbacks=["old-claude"]',
    )
  })

  test('from a model with prompt caching and thinking to one without either works', async () => {
    bedrock.faults.add(
      { kind: 'status', status: 500 },
      { model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0', times: 2 },
    )
    const completion = await client().chat.completions.create({
      model: 'claude',
      messages: [
        {
          role: 'system',
          content: [
            { type: 'text', text: 'Be kind. '.repeat(2000), ...{ cache_control: { type: 'ephemeral' } } },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'text', text: 'hello', ...{ cache_control: { type: 'ephemeral' } } }],
        },
      ],
      max_tokens: 4000,
      ...{ thinking: { type: 'enabled', budget_tokens: 1024 } },
    })
    expect(completion.choices[0]?.message.content).toContain('hello')
    expect(completion.model).toBe('old-claude')
    expect(JSON.stringify(bedrock.calls.at(-1)?.body)).not.toMatch(/cachePoint|thinking/)
  })

  test('when all fail the last error tells of both', async () => {
    bedrock.faults.add({ kind: 'status', status: 429 }, { times: 4 })
    const answer = await gateway.fetch('/chat/completions', {
      model: 'claude',
      messages: question,
      num_retries: 0,
    })
    expect(answer.status).toBe(429)
    const { error } = (await answer.json()) as { error: Record<string, string> }
    expect(error).toMatchObject({ type: 'rate_limit_error', code: '429' })
    expect(error.message).toMatch(/^litellm\.RateLimitError: BedrockException - /)
    expect(error.message).toMatch(
      /Received Model Group=claude\nAvailable Model Group Fallbacks=\['old-claude'\]$/,
    )
  })
})

test('prompt caching shows in the usage, under every name that clients read', async () => {
  const ask = () =>
    client().chat.completions.create({
      model: 'claude',
      messages: [
        {
          role: 'system',
          content: [
            { type: 'text', text: 'Cache me. '.repeat(2000), ...{ cache_control: { type: 'ephemeral' } } },
          ],
        },
        ...question,
      ],
    })
  const first = (await ask()).usage as unknown as Record<string, number>
  expect(first.cache_creation_input_tokens).toBeGreaterThan(1000)
  const second = (await ask()).usage as unknown as Record<string, number> & {
    prompt_tokens_details: Record<string, number>
  }
  expect(second.cache_read_input_tokens).toBe(first.cache_creation_input_tokens)
  expect(second.prompt_tokens_details.cached_tokens).toBe(first.cache_creation_input_tokens)
  expect(second.prompt_tokens).toBeGreaterThan(second.cache_read_input_tokens ?? 0)
})

test('a call becomes one trace with the names, tags, usage and cost that LiteLLM would write', async () => {
  const { response } = await client()
    .chat.completions.create(
      {
        model: 'claude',
        messages: question,
        temperature: 0.5,
        user: 'end-user',
        metadata: { trace_id: 'written', tags: 'blue,green', project: 'x' },
        ...{ litellm_session_id: 'cline-01J' },
      },
      { headers: { langfuse_trace_name: 'greeting', 'x-litellm-call-id': 'my-call' } },
    )
    .withResponse()
  expect(response.headers.get('x-litellm-call-id')).toBe('my-call')
  const { trace, generations } = await recorded('written')
  expect(trace).toMatchObject({
    name: 'greeting',
    sessionId: 'cline-01J',
    userId: 'end-user',
    input: { messages: question },
    output: { role: 'assistant', content: 'You said: good morning' },
  })
  expect(trace.tags).toEqual([
    'blue',
    'green',
    'cache_hit:False',
    'user_api_key_alias:None',
    'user_api_key_user_id:default_user_id',
  ])
  const [generation] = generations
  expect(generation).toMatchObject({
    name: 'litellm-acompletion',
    model: 'converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0',
    level: 'DEFAULT',
    modelParameters: { temperature: 0.5, user: 'end-user' },
    metadata: { project: 'x', model_group: 'claude', aws_region_name: 'us-east-1', cache_hit: false },
    usageDetails: { input: expect.any(Number), output: expect.any(Number), total: expect.any(Number) },
  })
  expect(generation.id).toMatch(/^time-\d\d-\d\d-\d\d-\d{6}_chatcmpl-/)
  expect(generation.costDetails.total).toBeCloseTo(
    generation.usageDetails.input * 3e-6 + generation.usageDetails.output * 15e-6,
    9,
  )
  expect(Number(response.headers.get('x-litellm-response-cost'))).toBe(generation.costDetails.total)
  expect(Date.parse(generation.completionStartTime)).toBeGreaterThanOrEqual(Date.parse(generation.startTime))
  expect(JSON.stringify(server.events)).not.toContain(masterKey)
})

describe('what cannot be served is refused with a reason', () => {
  const chat = (body: unknown, headers = {}) => gateway.fetch('/v1/chat/completions', body, headers)

  test.each([
    ['{"model": ', /Invalid JSON/],
    ['[]', /not an object/],
    [{ messages: question }, /model is missing/],
    [{ model: 'gpt' }, /messages is missing/],
    [{ model: 'gpt', messages: [] }, /at least one message/],
    [{ model: 'gpt', messages: [{ role: 'nobody' }] }, /messages\[0\]\.role/],
    [
      { model: 'gpt', messages: [{ role: 'user', content: [{ type: 'video' }] }] },
      /messages\[0\]\.content\[0\]\.type/,
    ],
    [{ model: 'gpt', messages: question, temperature: 'hot' }, /temperature must be a number/],
    [{ model: 'nope', messages: question }, /Invalid model name passed in model=nope\. Call `\/v1\/models`/],
  ])('%j', async (body, message) => {
    const answer = await chat(body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringMatching(message), type: 'invalid_request_error', code: '400' },
    })
  })

  test('a body of 50 MB', async () => {
    const answer = await chat({
      model: 'gpt',
      messages: [{ role: 'user', content: 'x'.repeat(50 * 1024 * 1024) }],
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringMatching(/larger than 32 MB/) },
    })
  })

  test.each([
    [{ authorization: '' }, 'auth_error', /No api key passed in/],
    [{ authorization: 'Bearer other' }, 'auth_error', /expected to start with 'sk-'/],
    [
      { authorization: 'Bearer sk-someone-else' },
      'token_not_found_in_db',
      /Received API Key = sk-\.\.\.else/,
    ],
  ])('the key of %j', async (headers, type, message) => {
    for (const path of ['/v1/chat/completions', '/v1/models']) {
      const answer = await gateway.fetch(
        path,
        path.endsWith('models') ? undefined : { model: 'gpt' },
        headers,
      )
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({
        error: { type, message: expect.stringMatching(message), code: '401' },
      })
    }
  })

  test.each([
    { 'x-api-key': masterKey },
    { 'api-key': masterKey },
    { 'x-litellm-api-key': masterKey },
    { 'x-litellm-api-key': `Bearer ${masterKey}` },
  ])('while the key counts in any usual header: %j', async (headers: Record<string, string>) => {
    expect((await gateway.fetch('/v1/models', undefined, { authorization: '', ...headers })).status).toBe(200)
  })

  test('an unknown path, a wrong method', async () => {
    expect((await gateway.fetch('/v1/nothing')).status).toBe(404)
    expect((await gateway.fetch('/v1/chat/completions')).status).toBe(405)
  })
})

describe('what clients ask besides', () => {
  test('models, one model, and their limits and prices', async () => {
    expect((await client('').models.list()).data.map(({ id }) => id)).toEqual([
      'claude',
      'old-claude',
      'gpt',
      'mocked',
    ])
    expect(await client().models.retrieve('claude')).toMatchObject({ id: 'claude', object: 'model' })
    await expect(client().models.retrieve('nope')).rejects.toBeInstanceOf(OpenAI.NotFoundError)
    const info = (await (
      await gateway.fetch('/v1/model/info', undefined, { authorization: '', 'x-litellm-api-key': masterKey })
    ).json()) as {
      data: { model_name: string; litellm_params: object; model_info: object }[]
    }
    expect(info.data[0]).toMatchObject({
      model_name: 'claude',
      litellm_params: { model: 'bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0' },
      model_info: {
        max_input_tokens: 200_000,
        input_cost_per_token: 3e-6,
        cache_read_input_token_cost: 3e-7,
        supports_prompt_caching: true,
        litellm_provider: 'bedrock',
      },
    })
    expect(JSON.stringify(info)).not.toContain(emulatorIdentity.secretAccessKey)
  })

  test('the addresses of Azure and of old clients, which name the model in the path', async () => {
    for (const path of [
      '/engines/mocked/chat/completions',
      '/openai/deployments/mocked/chat/completions?api-version=1',
    ]) {
      const answer = await gateway.fetch(path, { messages: question })
      expect(await answer.json()).toMatchObject({ choices: [{ message: { content: 'pong' } }] })
    }
  })

  test('health, greetings, and what a call has cost', async () => {
    for (const path of ['/health/liveliness', '/health/liveness']) {
      expect(await (await fetch(`${gateway.url}${path}`)).json()).toBe("I'm alive!")
    }
    expect(await (await fetch(`${gateway.url}/health/readiness`)).json()).toMatchObject({
      status: 'healthy',
      spool: { lost: 0 },
    })
    for (const path of ['/', '/api/hello'])
      expect((await fetch(`${gateway.url}${path}`, { method: 'HEAD' })).status).toBe(200)
    const spend = await gateway.fetch('/spend/calculate', {
      completion_response: { model: 'claude', usage: { prompt_tokens: 1000, completion_tokens: 100 } },
    })
    expect(await spend.json()).toEqual({ cost: 0.0045 })
  })
})
