import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { masterKey } from './testing/start-test-gateway.ts'
import { openTestWorld, question, type TestWorld } from './testing/test-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openTestWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())
afterEach(() => world.clearFaults())

describe('fallbacks', () => {
  test('mock_testing_fallbacks answers from the next model, with one failed try in the trace', async () => {
    const { data, response } = await world
      .client()
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
    const { trace, generations } = await world.recorded('mock-fallback', 2)
    expect(trace.name).toBe('litellm-acompletion')
    expect(generations[0]?.statusMessage).toBe(
      'litellm.InternalServerError: BedrockException - This is a mock exception for model=claude, to trigger a fallback. Fallbacks=["old-claude"]',
    )
  })

  test('from a model with prompt caching and thinking to one without either works', async () => {
    world.bedrock.faults.add(
      { kind: 'status', status: 500 },
      { model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0', times: 2 },
    )
    const completion = await world.client().chat.completions.create({
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
    expect(JSON.stringify(world.bedrock.calls.at(-1)?.body)).not.toMatch(/cachePoint|thinking/)
  })

  test('when all fail the last error tells of both', async () => {
    world.bedrock.faults.add({ kind: 'status', status: 429 }, { times: 4 })
    const answer = await world.gateway.fetch('/chat/completions', {
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
    world.client().chat.completions.create({
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
  const { response } = await world
    .client()
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
  const { trace, generations } = await world.recorded('written')
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
  expect(generation.metadata.request_headers).toMatchObject({
    'user-agent': expect.stringContaining('OpenAI/JS'),
    authorization: '[hidden]',
  })
  expect(generation.metadata.provider_headers).toMatchObject({ 'content-type': 'application/json' })
  expect(JSON.stringify(world.server.events)).not.toContain(masterKey)
})

test('credentials that a request names go neither to the model nor into the trace', async () => {
  const secrets = {
    aws_secret_access_key: 'confidential-1',
    aws_session_token: 'confidential-2',
    api_key: 'confidential-3',
  }
  await world.client().chat.completions.create({
    model: 'claude',
    messages: question,
    metadata: { trace_id: 'named-credentials' },
    ...{
      ...secrets,
      vertex_credentials: 'confidential-4',
      extra_headers: { 'x-key': 'confidential-5' },
      top_k: 5,
    },
  })
  const recorded = await world.recorded('named-credentials')
  expect(JSON.stringify([recorded, world.bedrock.calls.at(-1)])).not.toContain('confidential')
  expect(recorded.generations[0]?.modelParameters).toEqual({ top_k: 5 })
})

test('large bodies that are under way at once reach the model and the trace as they were sent, also after a failure', async () => {
  world.bedrock.faults.add({ kind: 'status', status: 500 }, { times: 3 })
  const asked = Array.from({ length: 12 }, (_, index) => {
    const line = `${index}: "天気" \\ const x = '\n\t🙂';\u0000 `
    return { id: `large-${index}`, text: `${line.repeat(4000)}\nend of ${index}` }
  })
  await Promise.all(
    asked.map(({ id, text }) =>
      world.client().chat.completions.create({
        model: 'claude',
        messages: [{ role: 'user', content: text }],
        metadata: { trace_id: id },
      }),
    ),
  )
  const sent = world.bedrock.calls.map(({ body }) => JSON.stringify(body))
  for (const { id, text } of asked) {
    expect(sent.some((body) => body.includes(JSON.stringify(text)))).toBe(true)
    const { trace } = await world.recorded(id, 1)
    expect(trace.input).toEqual({ messages: [{ role: 'user', content: text }] })
  }
})
