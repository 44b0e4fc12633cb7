import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

let upstream: OpenAiEmulator
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startOpenAiEmulator()
  const at = { api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' }
  const on = (model_name: string, litellm_params: object, model_info: object = {}) => ({
    model_name,
    litellm_params,
    model_info,
  })
  gateway = await startTestGateway({
    config: {
      model_list: [
        on('gpt', { model: 'openai/gpt-4o', ...at, rpm: 10 }, { id: 'gpt-1' }),
        on('gpt', { model: 'openai/gpt-4o-mini', ...at, rpm: 20 }, { id: 'gpt-2', max_input_tokens: 9 }),
        on('claude', { model: 'bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0' }, { id: 'c' }),
        on('vectors', { model: 'openai/text-embedding-3-small', ...at }),
        on('locked', { model: 'openai/gpt-4o', ...at, api_key: 'sk-wrong' }),
        on('anything/*', { model: 'openai/*', ...at }, { health_check_model: 'openai/gpt-4o-mini' }),
      ],
    },
  })
})
afterAll(() => Promise.all([gateway, upstream].map((one) => one?.[Symbol.asyncDispose]())))

async function read<T>(path: string, body?: unknown): Promise<T> {
  const answer = await gateway.fetch(path, body)
  expect(answer.status).toBe(200)
  return (await answer.json()) as T
}

interface Rows {
  readonly data: readonly { readonly model_name: string; readonly model_info: Record<string, unknown> }[]
  readonly [name: string]: unknown
}

test('deployments are listed page by page, by group, by id and by what is looked for', async () => {
  const { data, ...page } = await read<Rows>('/v2/model/info?page=2&size=2')
  expect(page).toEqual({ total_count: 6, current_page: 2, total_pages: 3, size: 2 })
  expect(data.map((row) => row.model_name)).toEqual(['claude', 'vectors'])
  const ids = async (query: string) =>
    (await read<Rows>(`/v2/model/info?${query}`)).data.map((row) => row.model_info.id)
  expect(await ids('model=gpt')).toEqual(['gpt-1', 'gpt-2'])
  expect(await ids('modelId=c')).toEqual(['c'])
  expect(await ids('search=4o-MINI')).toEqual(['gpt-2'])
  expect((await gateway.fetch('/v2/model/info?page=0')).status).toBe(400)
})

test('a group tells the largest of its windows and prices, and its rates together', async () => {
  const { data } = await read<{ data: Record<string, unknown>[] }>('/model_group/info')
  expect(data.map((group) => group.model_group)).toEqual(['gpt', 'claude', 'vectors', 'locked', 'anything/*'])
  const one = await read<{ data: Record<string, unknown>[] }>('/model_group/info?model_group=gpt')
  expect(one.data).toEqual([
    expect.objectContaining({
      providers: ['openai'],
      max_input_tokens: 128_000,
      rpm: 30,
      tpm: null,
      mode: 'chat',
      supports_vision: true,
    }),
  ])
})

describe('supported parameters', () => {
  const supported = async (model: string) =>
    (await read<{ supported_openai_params: string[] }>(`/utils/supported_openai_params?model=${model}`))
      .supported_openai_params

  test('are what the provider of a model takes', async () => {
    expect(await supported('gpt')).toEqual(expect.arrayContaining(['logit_bias', 'seed', 'tools', 'stream']))
    const claude = await supported('claude')
    expect(claude).toEqual(expect.arrayContaining(['thinking', 'tools', 'max_tokens', 'stop']))
    expect(claude).not.toContain('logit_bias')
  })

  test('are in the rows of models, too', async () => {
    const { data } = await read<Rows>('/v1/model/info?litellm_model_id=c')
    expect(data[0]?.model_info.supported_openai_params).toEqual(await supported('claude'))
  })

  test('of an unknown model are refused', async () => {
    expect((await gateway.fetch('/utils/supported_openai_params?model=nope')).status).toBe(400)
    expect((await gateway.fetch('/utils/supported_openai_params')).status).toBe(400)
  })
})

test('tokens of messages and of a prompt are counted', async () => {
  const count = (body: object) =>
    read<Record<string, unknown>>('/utils/token_counter', { model: 'gpt', ...body })
  const counted = await count({ messages: [{ role: 'user', content: 'one two three' }] })
  expect(counted).toEqual({
    total_tokens: 3,
    request_model: 'gpt',
    model_used: 'gpt-4o',
    tokenizer_type: 'openai_tokenizer',
  })
  expect(await count({ prompt: 'one two three' })).toEqual(counted)
  expect((await gateway.fetch('/utils/token_counter', { model: 'gpt' })).status).toBe(400)
})

interface Health {
  readonly healthy_endpoints: readonly Record<string, unknown>[]
  readonly unhealthy_endpoints: readonly Record<string, unknown>[]
}

test('every model is called once, and those that fail say why without their secrets', async () => {
  const health = await read<Health>('/health?model=gpt')
  expect(health).toMatchObject({ healthy_count: 2, unhealthy_count: 0 })
  expect(health.healthy_endpoints.map((one) => one.model_id)).toEqual(['gpt-1', 'gpt-2'])
  expect(upstream.requests.at(-1)).toMatchObject({ messages: [{ content: 'test from litellm' }] })
  const locked = await read<Health>('/health?model=locked')
  expect(locked).toMatchObject({
    healthy_count: 0,
    unhealthy_endpoints: [
      { model: 'openai/gpt-4o', error: expect.stringMatching(/AuthenticationError: OpenAI/) },
    ],
  })
  expect(JSON.stringify(locked)).not.toContain('sk-wrong')
  expect(await read<Health>('/health?model=vectors')).toMatchObject({ healthy_count: 1 })
  expect(await read<Health>('/health?model=anything/*')).toMatchObject({ healthy_count: 1 })
  expect(upstream.requests.at(-1)).toMatchObject({ model: 'gpt-4o-mini' })
  expect((await gateway.fetch('/health', undefined, { authorization: '' })).status).toBe(401)
})

test('models that are examined in the background are not called again for who asks', async () => {
  await using own = await startOpenAiEmulator()
  await using background = await startTestGateway({
    config: {
      model_list: ['gpt-4o', 'gpt-4o-mini'].map((name) => ({
        model_name: name,
        litellm_params: { model: `openai/${name}`, api_base: `${own.url}/v1`, api_key: 'sk-emulator' },
        model_info: { id: name },
      })),
      general_settings: { background_health_checks: true, health_check_details: false },
    },
  })
  const examined = async () => {
    const answer = (await (await background.fetch('/health?model_id=gpt-4o')).json()) as Health
    return answer.healthy_endpoints
  }
  await expect.poll(() => own.requests.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2)
  await expect.poll(examined).toEqual([{ model: 'openai/gpt-4o', model_id: 'gpt-4o' }])
  const before = own.requests.length
  await examined()
  expect(own.requests).toHaveLength(before)
})
