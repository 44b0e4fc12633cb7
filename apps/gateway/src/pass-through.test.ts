import Anthropic from '@anthropic-ai/sdk'
import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type FakeVendors, startFakeVendors } from './testing/fake-vendors.ts'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'
import { openTestWorld, type TestWorld } from './testing/test-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openTestWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())
afterEach(() => world.clearFaults())

const sonnet37 = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0'
const messages = [{ role: 'user' as const, content: [{ text: 'good morning' }] }]

/** The client of AWS, which signs with the key of the gateway as its access key. */
function awsClient(accessKeyId: string = masterKey): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    endpoint: `${world.gateway.url}/bedrock`,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'nobody checks it' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  })
}

const lastCall = () => world.bedrock.calls.at(-1)

describe('Bedrock', () => {
  test('the client of AWS converses, by the model and by the name that it has here', async () => {
    const client = awsClient()
    const asked = { messages, system: [{ text: 'Be short.' }] }
    const byModel = await client.send(new ConverseCommand({ modelId: sonnet37, ...asked }))
    expect(byModel.output?.message?.content).toEqual([{ text: 'You said: good morning' }])
    expect(lastCall()).toMatchObject({ modelId: sonnet37, accessKeyId: expect.stringMatching(/^AKIA/) })
    const byName = await client.send(new ConverseCommand({ modelId: 'old-claude', ...asked }))
    expect(byName.usage).toEqual(byModel.usage)
    expect(lastCall()?.modelId).toBe('anthropic.claude-3-5-sonnet-20240620-v1:0')
  })

  test('a stream of events arrives as it is and is written down with tokens and cost', async () => {
    const client = awsClient()
    client.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> }
        headers['x-litellm-call-id'] = 'streamed-by-aws'
        headers['x-litellm-tags'] = 'passed'
        return next(args)
      },
      { step: 'build' },
    )
    const { stream } = await client.send(new ConverseStreamCommand({ modelId: sonnet37, messages }))
    const events = await Array.fromAsync(stream ?? [])
    expect(events.map((event) => event.contentBlockDelta?.delta?.text ?? '').join('')).toBe(
      'You said: good morning',
    )
    const usage = events.find(({ metadata }) => metadata)?.metadata?.usage
    const { trace, generations } = await world.recorded('streamed-by-aws')
    expect(trace).toMatchObject({
      name: 'litellm-pass_through_endpoint',
      input: { messages },
      output: { content: 'You said: good morning' },
    })
    expect(trace.tags).toContain('passed')
    expect(generations).toHaveLength(1)
    expect(generations[0]).toMatchObject({
      model: `converse/${sonnet37}`,
      modelParameters: { stream: true },
      usageDetails: { input: usage?.inputTokens, output: usage?.outputTokens },
      costDetails: { total: expect.any(Number) },
    })
  })

  test('what Bedrock refuses is told in its own words', async () => {
    world.bedrock.faults.add({ kind: 'status', status: 429 })
    const send = awsClient().send(new ConverseCommand({ modelId: sonnet37, messages }))
    await expect(send).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Too many requests, please wait before trying again.',
    })
  })

  test('what the gateway refuses is told in words of AWS', async () => {
    const send = awsClient('sk-wrong').send(new ConverseCommand({ modelId: sonnet37, messages }))
    await expect(send).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: expect.stringContaining('Invalid proxy server token'),
    })
  })

  test('a client that goes away ends the stream at Bedrock', async () => {
    world.bedrock.faults.add({ kind: 'slow', firstChunkMs: 0, chunkMs: 50 })
    const before = world.bedrock.abandonedStreams()
    const leaving = new AbortController()
    const answer = await fetch(`${world.gateway.url}/bedrock/model/claude/converse-stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${masterKey}`, 'x-litellm-call-id': 'left-alone' },
      body: JSON.stringify({ messages }),
      signal: leaving.signal,
    })
    await answer.body?.getReader().read()
    leaving.abort()
    const { generations } = await world.recorded('left-alone')
    expect(generations[0]).toMatchObject({ level: 'WARNING' })
    await expect.poll(() => world.bedrock.abandonedStreams()).toBe(before + 1)
  })
})

test('the client of Anthropic gets messages, streams, errors and counts from Anthropic', async () => {
  const client = new Anthropic({
    baseURL: `${world.gateway.url}/anthropic`,
    apiKey: masterKey,
    maxRetries: 0,
  })
  const asked = {
    model: 'claude-sonnet-4-5',
    max_tokens: 50,
    messages: [{ role: 'user' as const, content: 'good morning' }],
  }
  const { data, response } = await client.messages.create(asked).withResponse()
  expect(data.content).toMatchObject([{ type: 'text', text: 'You said: good morning' }])
  expect(Number(response.headers.get('x-litellm-response-cost'))).toBeGreaterThan(0)
  expect(world.anthropic.calls.at(-1)?.body).toEqual(asked)
  const stream = client.messages.stream(asked)
  expect(await stream.finalText()).toBe('You said: good morning')
  const { max_tokens: _, ...counted } = asked
  const count = await client.messages.countTokens(counted)
  expect(count).toEqual({ input_tokens: data.usage.input_tokens })
  world.anthropic.faults.add({ kind: 'status', status: 418, body: '{"type":"error","error":{"tea":true}}' })
  await expect(client.messages.create(asked)).rejects.toMatchObject({
    status: 418,
    error: { type: 'error', error: { tea: true } },
  })
})

test('what the gateway is told of a call stays here, and names its trace', async () => {
  const asked = { model: 'sonnet', max_tokens: 5, messages: [{ role: 'user', content: 'x' }] }
  const litellm_metadata = { trace_id: 'told', trace_name: 'Own name', tags: ['mine'] }
  const path = '/anthropic/v1/messages/batches'
  await world.gateway.fetch(path, { ...asked, metadata: { user_id: 'u' }, litellm_metadata })
  expect(world.anthropic.calls.at(-1)?.body).toEqual({
    ...asked,
    model: 'claude-sonnet-4-5',
    metadata: { user_id: 'u' },
  })
  const { trace } = await world.recorded('told')
  expect(trace).toMatchObject({ name: 'Own name', input: { messages: asked.messages } })
  expect(trace.tags).toContain('mine')
})

test('a budget that is used up is told in the words of the vendor', async () => {
  await using gateway = await startTestGateway({
    config: { model_list: [], litellm_settings: { max_budget: 1e-6, budget_duration: '30d' } },
    env: { ANTHROPIC_BASE_URL: world.anthropic.url, ANTHROPIC_API_KEY: 'sk-ant-emulator' },
  })
  const client = new Anthropic({
    baseURL: `${gateway.url}/anthropic`,
    apiKey: masterKey,
    maxRetries: 0,
  })
  const asked = {
    model: 'claude-opus-4-8',
    max_tokens: 5,
    messages: [{ role: 'user' as const, content: 'x' }],
  }
  await client.messages.create(asked)
  await expect(client.messages.create(asked)).rejects.toMatchObject({
    status: 429,
    error: { type: 'error', error: { type: 'rate_limit_error', message: expect.stringContaining('budget') } },
  })
})

test('below the prefix of Anthropic a model from elsewhere answers as well', async () => {
  const answer = await world.gateway.fetch('/anthropic/v1/messages', {
    model: 'gpt',
    max_tokens: 50,
    messages: [{ role: 'user', content: 'good morning' }],
  })
  expect(await answer.json()).toMatchObject({ content: [{ text: 'You said: good morning' }] })
})

test('the client of OpenAI gets chats, vectors and errors from OpenAI, with the version or without', async () => {
  for (const version of ['', '/v1']) {
    const client = new OpenAI({
      baseURL: `${world.gateway.url}/openai${version}`,
      apiKey: masterKey,
      maxRetries: 0,
    })
    const chat = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'good morning' }] }
    const whole = await client.chat.completions.create(chat)
    expect(whole.choices[0]?.message.content).toBe('You said: good morning')
    const stream = await client.chat.completions.create({ ...chat, model: 'gpt', stream: true })
    const chunks = await Array.fromAsync(stream)
    expect(chunks.map(({ choices: [choice] }) => choice?.delta.content ?? '').join('')).toBe(
      'You said: good morning',
    )
    expect(world.openAi.requests.at(-1)?.model).toBe('gpt-4o')
    const vectors = client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' }).withResponse()
    expect(Number((await vectors).response.headers.get('x-litellm-response-cost'))).toBeGreaterThan(0)
    await expect(client.responses.create({ model: 'gpt-4o', input: 'x' })).rejects.toMatchObject({
      status: 404,
      error: { message: expect.stringMatching(/^Unknown path/) },
    })
  }
})

describe('with credentials of the environment', () => {
  let fakes: FakeVendors
  let gateway: TestGateway
  beforeAll(async () => {
    fakes = await startFakeVendors()
    gateway = await startTestGateway({
      config: {
        model_list: [
          {
            model_name: 'on-vertex',
            litellm_params: {
              model: 'vertex_ai/gemini-2.5-pro',
              api_base: fakes.url,
              api_key: 'vertex-secret',
              use_in_pass_through: true,
            },
          },
        ],
      },
      env: {
        GEMINI_API_BASE: fakes.url,
        GEMINI_API_KEY: 'gemini-secret',
        HOSTED_VLLM_API_BASE: `${fakes.url}/v1`,
      },
    })
  })
  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]()
    await fakes?.[Symbol.asyncDispose]()
  })
  const contents = [{ role: 'user', parts: [{ text: 'Hello' }] }]
  const post = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}${path}`, { method: 'POST', headers, body: JSON.stringify({ contents }) })

  test.each([
    ['the query', `?key=${masterKey}&alt=sse`, {}],
    ['its header', '?alt=sse', { 'x-goog-api-key': masterKey }],
  ])(
    'Gemini is asked with its own key, and the key of the gateway is read from %s',
    async (_, query, headers) => {
      const answer = await post(`/gemini/v1beta/models/gemini-2.5-pro:streamGenerateContent${query}`, {
        ...headers,
        cookie: 'session=1',
        'x-litellm-tags': 'secret',
        'x-goog-user-project': 'mine',
      })
      expect(await answer.text()).toContain('Good morning')
      const seen = fakes.calls.at(-1)
      expect(seen?.url).toBe('/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse')
      expect(seen?.headers).toMatchObject({
        'x-goog-api-key': 'gemini-secret',
        'x-goog-user-project': 'mine',
      })
      expect(seen?.headers).not.toHaveProperty('cookie')
      expect(JSON.stringify(seen)).not.toContain(masterKey)
      expect(JSON.stringify(seen)).not.toContain('secret"]')
      expect(seen?.headers).not.toHaveProperty('x-litellm-tags')
    },
  )

  test.each([
    ['/vertex_ai/v1/projects/p/locations/eu/publishers/google/models/gemini-2.5-pro:generateContent'],
    ['/vertex-ai/v1/publishers/google/models/on-vertex:generateContent'],
  ])('%s reaches Vertex with the credentials that are kept for it', async (path) => {
    const answer = await post(path, { 'x-litellm-api-key': masterKey })
    expect(answer.headers.get('x-litellm-response-cost')).toBeTruthy()
    expect(fakes.calls.at(-1)?.url).toMatch(/^\/v1\/.*models\/gemini-2\.5-pro:generateContent$/)
    expect(fakes.calls.at(-1)?.headers).toMatchObject({ 'x-goog-api-key': 'vertex-secret' })
  })

  test.each(['/gemini/..%2f..%2fetc', '/gemini/%2e%2e/x', '/gemini/a\\b'])(
    'what may be read as another path is not sent: %s',
    async (path) => {
      const sent = fakes.calls.length
      const { request } = await import('node:http')
      const status = await new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${masterKey}` }
        const url = new URL(gateway.url)
        request({ host: url.hostname, port: url.port, path, headers }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
          .on('error', reject)
          .end()
      })
      const passed = fakes.calls.slice(sent).map(({ url }) => url)
      expect(status).toBe(404)
      expect(passed.every((url) => url === path.slice('/gemini'.length))).toBe(true)
    },
  )

  test('errors of the gateway are in the words of Google, and a preflight needs no key', async () => {
    const answer = await post('/gemini/v1beta/models/gemini-2.5-pro:generateContent')
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: { code: 401, status: 'UNAUTHENTICATED' } })
    const preflight = await fetch(`${gateway.url}/gemini/v1beta/models`, { method: 'OPTIONS' })
    expect(preflight.status).toBe(200)
  })

  test('a server of one’s own is reached without a key', async () => {
    const answer = await gateway.fetch('/vllm/v1/chat/completions', { model: 'llama', messages: [] })
    expect(await answer.json()).toMatchObject({ choices: [{ message: { content: 'Good morning' } }] })
  })
})
