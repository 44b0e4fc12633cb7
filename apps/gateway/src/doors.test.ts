import { emulatorIdentity } from '@kansoku/emulators'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { masterKey } from './testing/start-test-gateway.ts'
import { openTestWorld, question, type TestWorld } from './testing/test-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openTestWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())
afterEach(() => world.clearFaults())

describe('what cannot be served is refused with a reason', () => {
  const upstreamCalls = () => world.bedrock.calls.length + world.openAi.requests.length
  const chat = (body: unknown, headers = {}) => world.gateway.fetch('/v1/chat/completions', body, headers)

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

  test.each(['gpt', 'claude', 'sonnet'])('a value that is nested too deeply for %s', async (model) => {
    const before = upstreamCalls()
    const deep = `${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}`
    const answer = await chat(`{"model":"${model}","messages":${JSON.stringify(question)},"deep":${deep}}`)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringMatching(/nested too deeply/), type: 'invalid_request_error' },
    })
    expect(upstreamCalls()).toBe(before)
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
      const answer = await world.gateway.fetch(
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
    expect(
      (await world.gateway.fetch('/v1/models', undefined, { authorization: '', ...headers })).status,
    ).toBe(200)
  })

  test('an unknown path, a wrong method', async () => {
    expect((await world.gateway.fetch('/v1/nothing')).status).toBe(404)
    expect((await world.gateway.fetch('/v1/chat/completions')).status).toBe(405)
  })
})

describe('every answer carries a request id', () => {
  const idsOf = async (path: string, headers: Record<string, string>, body?: unknown) => {
    const answer = await world.gateway.fetch(path, body, headers)
    await answer.text()
    return ['x-request-id', 'x-litellm-call-id'].map((name) => answer.headers.get(name))
  }
  const called = { model: 'gpt', messages: question }

  test.each([
    ['/v1/models', undefined],
    ['/v1/nothing', undefined],
    ['/metrics', undefined],
    ['/v1/chat/completions', called],
    ['/v1/chat/completions', { ...called, stream: true }],
    ['/v1/chat/completions', { ...called, model: 'nope' }],
  ])('%s %j', async (path, body) => {
    expect((await idsOf(path, { 'x-request-id': 'proxy-1' }, body))[0]).toBe('proxy-1')
    expect((await idsOf(path, { 'x-request-id': 'a b"c' }, body))[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('which names the call, unless the client gives one of its own', async () => {
    const chat = (headers: Record<string, string>) => idsOf('/v1/chat/completions', headers, called)
    const [requestId, callId] = await chat({})
    expect(requestId).toBe(callId)
    expect(await chat({ 'x-litellm-call-id': 'mine' })).toEqual(['mine', 'mine'])
    // A proxy that repeats a request gives it the same id again: it is another call.
    const [given, fresh] = await chat({ 'x-request-id': 'proxy-1' })
    expect([given, fresh]).toEqual(['proxy-1', expect.stringMatching(/^[0-9a-f-]{36}$/)])
  })
})

describe('what clients ask besides', () => {
  test('models, one model, and their limits and prices', async () => {
    expect((await world.client('').models.list()).data.map(({ id }) => id)).toEqual([
      'claude',
      'old-claude',
      'gpt',
      'sonnet',
      'vectors',
      'mocked',
      'mocked-vectors',
    ])
    expect(await world.client().models.retrieve('claude')).toMatchObject({ id: 'claude', object: 'model' })
    await expect(world.client().models.retrieve('nope')).rejects.toBeInstanceOf(OpenAI.NotFoundError)
    const info = (await (
      await world.gateway.fetch('/v1/model/info', undefined, {
        authorization: '',
        'x-litellm-api-key': masterKey,
      })
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
      const answer = await world.gateway.fetch(path, { messages: question })
      expect(await answer.json()).toMatchObject({ choices: [{ message: { content: 'pong' } }] })
    }
  })

  test('health, greetings, and what a call has cost', async () => {
    for (const path of ['/health/liveliness', '/health/liveness']) {
      expect(await (await fetch(`${world.gateway.url}${path}`)).json()).toBe("I'm alive!")
    }
    expect(await (await fetch(`${world.gateway.url}/health/readiness`)).json()).toMatchObject({
      status: 'healthy',
      spool: { lost: 0 },
    })
    for (const path of ['/', '/api/hello'])
      expect((await fetch(`${world.gateway.url}${path}`, { method: 'HEAD' })).status).toBe(200)
    const spend = await world.gateway.fetch('/spend/calculate', {
      completion_response: { model: 'claude', usage: { prompt_tokens: 1000, completion_tokens: 100 } },
    })
    expect(await spend.json()).toEqual({ cost: 0.0045 })
  })

  test('what calls will cost', async () => {
    const tokens = { model: 'claude', input_tokens: 1000, output_tokens: 100 }
    const alone = await (await world.gateway.fetch('/cost/estimate', tokens)).json()
    expect(alone).toMatchObject({
      ...{ cost_per_request: 0.0045, input_cost_per_request: 0.003, output_cost_per_request: 0.0015 },
      ...{ num_requests_per_day: null, daily_cost: null, monthly_cost: null },
    })
    const often = { ...tokens, num_requests_per_day: 10, num_requests_per_month: 100 }
    expect(await (await world.gateway.fetch('/cost/estimate', often)).json()).toMatchObject({
      ...{ daily_cost: 0.045, monthly_cost: expect.closeTo(0.45, 10) },
    })
    for (const [body, status] of [
      [{ input_tokens: 1 }, 400],
      [{ ...tokens, input_tokens: -1 }, 400],
      [{ ...tokens, model: 'nobody-prices-this' }, 404],
    ] as const)
      expect((await world.gateway.fetch('/cost/estimate', body)).status).toBe(status)
  })
})
