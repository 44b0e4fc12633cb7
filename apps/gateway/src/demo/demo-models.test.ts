import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'

let gateway: TestGateway | undefined
afterEach(() => gateway?.[Symbol.asyncDispose]())

async function ask(model: string, env: Record<string, string> = {}) {
  gateway = await startTestGateway({ env: { KANSOKU_DEMO: 'on', ...env } })
  const messages = [{ role: 'user', content: 'Hello there' }]
  const answer = await gateway.fetch('/v1/chat/completions', { model, messages })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

test.each(['demo-claude-sonnet-4', 'demo-nova-pro', 'demo-deepseek-r1', 'demo-gpt-4o-mini'])(
  '%s answers a first call on a machine without any account',
  async (model) => {
    const { status, text } = await ask(model)
    expect(status).toBe(200)
    expect(text).toContain('Hello there')
  },
)

test('credentials of the machine play no part in the demo', async () => {
  const env = {
    AWS_BEARER_TOKEN_BEDROCK: 'a real key',
    AWS_ROLE_NAME: 'arn:aws:iam::1:role/r',
    AWS_PROFILE_NAME: 'work',
    AWS_REGION_NAME: 'eu-west-1',
    OPENAI_API_BASE: 'http://127.0.0.1:9/v1',
    HTTP_PROXY: 'http://127.0.0.1:9',
  }
  expect((await ask('demo-claude-sonnet-4', env)).status).toBe(200)
})

test('the overloaded model falls back', async () => {
  const { status, headers } = await ask('demo-overloaded')
  expect([status, headers.get('x-litellm-attempted-fallbacks')]).toEqual([200, '1'])
})

test('no demo model falls back to a model of the config file, which may cost money', async () => {
  const mocked = { model: 'openai/gpt-4o', mock_response: 'paid' }
  gateway = await startTestGateway({
    env: { KANSOKU_DEMO: 'on' },
    config: {
      model_list: [{ model_name: 'paid', litellm_params: mocked }],
      litellm_settings: { default_fallbacks: ['paid'], context_window_fallbacks: [{ '*': ['paid'] }] },
    },
  })
  const messages = [{ role: 'user', content: 'Hello there' }]
  for (const failure of ['mock_testing_fallbacks', 'mock_testing_context_window_fallbacks']) {
    const body = { model: 'demo-nova-pro', messages, [failure]: true }
    const answer = await gateway.fetch('/v1/chat/completions', body)
    expect(await answer.text(), failure).not.toContain('paid')
  }
})

const own = { model_name: 'own', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } }

async function useDemo(headers: Record<string, string> = {}) {
  if (!gateway) throw new Error('a gateway must run')
  const listed = await gateway.fetch('/v1/models', undefined, headers)
  const { data } = (await listed.json()) as { data: { id: string }[] }
  const body = { model: 'demo-nova-pro', messages: [{ role: 'user', content: 'Hello there' }] }
  const answer = await gateway.fetch('/v1/chat/completions', body, headers)
  return { names: data.map(({ id }) => id), status: answer.status }
}

test.each([
  [{ litellm_settings: { num_retries: 0 } }, 'auto', true],
  [{ model_list: [own] }, 'auto', false],
  [{ model_list: [own] }, 'on', true],
  [{ litellm_settings: { num_retries: 0 } }, 'off', false],
] as const)('%j, KANSOKU_DEMO=%s: there are demo models: %s', async (config, KANSOKU_DEMO, isThere) => {
  gateway = await startTestGateway({ config, env: { KANSOKU_DEMO } })
  const { names, status } = await useDemo()
  expect([names.includes('demo-nova-pro'), status]).toEqual([isThere, isThere ? 200 : 400])
  expect(names.includes('own')).toBe('model_list' in config)
})

test('they go with the first model of one’s own, and come back with the last', async () => {
  gateway = await startTestGateway({ config: {}, env: { KANSOKU_DEMO: 'auto' } })
  const file = join(gateway.dataDir, 'config.yaml')
  for (const [model_list, status] of [
    [[], 200],
    [[own], 400],
    [[], 200],
  ] as const) {
    await writeFile(file, JSON.stringify({ model_list }))
    gateway.gateway.reload()
    expect((await useDemo()).status).toBe(status)
  }
})

test('who asks for the demo has it beside models of one’s own, and falls back to none of them', async () => {
  const config = { model_list: [own], litellm_settings: { default_fallbacks: ['own'] } }
  gateway = await startTestGateway({ config, env: { KANSOKU_DEMO: 'auto' } })
  const asked = await useDemo({ 'x-kansoku-demo': 'on' })
  expect(asked).toEqual({ names: expect.arrayContaining(['own', 'demo-nova-pro']), status: 200 })
  expect(await useDemo()).toEqual({ names: ['own'], status: 400 })
  await gateway[Symbol.asyncDispose]()
  gateway = await startTestGateway({ config, env: { KANSOKU_DEMO: 'off' } })
  expect((await useDemo({ 'x-kansoku-demo': 'on' })).status).toBe(400)
})
