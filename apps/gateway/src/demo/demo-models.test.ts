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
