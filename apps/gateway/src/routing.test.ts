import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

let upstream: OpenAiEmulator
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startOpenAiEmulator()
  const at = { api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' }
  const deployment = (model_name: string, model: string, params: object = {}, model_info: object = {}) => ({
    model_name,
    litellm_params: { model: `openai/${model}`, ...at, ...params },
    model_info,
  })
  gateway = await startTestGateway({
    config: {
      model_list: [
        deployment('tiered', 'gpt-free', { tags: ['free'] }),
        deployment('tiered', 'gpt-paid', { tags: ['paid'] }),
        deployment('tiered', 'gpt-any', { tags: ['default'] }),
        deployment('solo', 'gpt-solo', { max_parallel_requests: 1 }),
        deployment('rated', 'gpt-rated', { rpm: 1 }),
        deployment('small', 'gpt-small', {}, { max_input_tokens: 40 }),
        deployment('large', 'gpt-large', {}, { max_input_tokens: 4000 }),
      ],
      litellm_settings: { num_retries: 0, context_window_fallbacks: [{ small: ['large'] }] },
      router_settings: { enable_tag_filtering: true, enable_pre_call_checks: true },
    },
  })
})
afterAll(() => Promise.all([gateway, upstream].map((one) => one?.[Symbol.asyncDispose]())))
afterEach(() => upstream.faults.clear())

const ask = (model: string, extra: object = {}, headers?: Record<string, string>) =>
  gateway.fetch(
    '/v1/chat/completions',
    { model, messages: [{ role: 'user', content: 'hello' }], ...extra },
    headers,
  )
const lastModel = () => upstream.requests.at(-1)?.model

describe('tags', () => {
  test.each([
    ['in the body', { tags: ['paid'] }, {}, 'gpt-paid'],
    ['in the metadata', { metadata: { tags: ['free'] } }, {}, 'gpt-free'],
    ['in the header', {}, { 'x-litellm-tags': 'other,paid' }, 'gpt-paid'],
    ['nowhere', {}, {}, 'gpt-any'],
  ])('%s choose the deployment', async (_, body, headers, model) => {
    expect((await ask('tiered', body, headers)).status).toBe(200)
    expect(lastModel()).toBe(model)
  })
})

test('a prompt that is longer than the window of its model goes to the larger one', async () => {
  expect((await ask('small')).headers.get('x-litellm-model-group')).toBe('small')
  const messages = [{ role: 'user', content: 'one two three four five six '.repeat(20) }]
  const answer = await ask('small', { messages })
  expect(await answer.json()).toMatchObject({ model: 'large' })
  expect(lastModel()).toBe('gpt-large')
  const tooLong = await ask('large', { messages: [{ role: 'user', content: 'word '.repeat(5000) }] })
  expect({ status: tooLong.status, body: await tooLong.json() }).toMatchObject({
    status: 400,
    body: { error: { code: 'context_length_exceeded' } },
  })
})

test('a deployment at its rate answers 429 with the seconds until there is room', async () => {
  expect((await ask('rated')).status).toBe(200)
  const refused = await ask('rated')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({
    error: { message: expect.stringMatching(/Try again in \d+ seconds/) },
  })
})

test('a stream takes up its deployment until it ends; who waits meanwhile gets its turn after it', async () => {
  upstream.faults.add({ kind: 'slow', firstChunkMs: 0, chunkMs: 200 })
  const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: masterKey, maxRetries: 0 })
  const stream = await client.chat.completions.create({
    model: 'solo',
    messages: [{ role: 'user', content: 'word after word after word '.repeat(100) }],
    stream: true,
  })
  expect((await stream[Symbol.asyncIterator]().next()).done).toBe(false)
  const impatient = await ask('solo', { timeout: 0.05 })
  expect({ status: impatient.status, body: await impatient.json() }).toMatchObject({
    status: 408,
    body: {
      error: { message: expect.stringMatching(/No deployment of solo was free within 0\.05 seconds/) },
    },
  })
  const waiting = ask('solo', { timeout: 30 })
  stream.controller.abort()
  expect((await waiting).status).toBe(200)
})

test('fallbacks of the request may bring messages of their own', async () => {
  upstream.faults.add({ kind: 'status', status: 500 }, { model: 'gpt-solo' })
  const answer = await ask('solo', {
    fallbacks: [{ model: 'large', messages: [{ role: 'user', content: 'shorter' }] }],
  })
  expect(await answer.json()).toMatchObject({
    model: 'large',
    choices: [{ message: { content: 'You said: shorter' } }],
  })
})
