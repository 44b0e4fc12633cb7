import { expect, test } from 'vitest'
import { startTestGateway } from '../testing/start-test-gateway.ts'

const mocked = (model_name: string, model: string) => ({
  model_name,
  litellm_params: { model, mock_response: 'pong' },
})
const models = [
  mocked('both', 'openai/gpt-4o'),
  mocked('both', 'anthropic/claude-sonnet-4-20250514'),
  mocked('one', 'openai/gpt-4o'),
  mocked('falls back', 'openai/gpt-4o'),
]
/** Less than any call costs. */
const little = 1e-6

async function openWith(settings: object) {
  const gateway = await startTestGateway({ config: { model_list: models, ...settings } })
  const call = async (model: string) => {
    const body = { model, messages: [{ role: 'user', content: 'ping' }] }
    const answer = await gateway.fetch('/v1/chat/completions', body)
    return { status: answer.status, body: (await answer.json()) as { error?: { message: string } } }
  }
  return { call, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() }
}

test('the budget of all calls together holds for the master key, too', async () => {
  await using gateway = await openWith({ litellm_settings: { max_budget: little, budget_duration: '30d' } })
  const answers = await Promise.all(Array.from({ length: 8 }, () => gateway.call('one')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.find(({ status }) => status === 429)?.body.error?.message).toMatch(
    /\(budget of the whole gateway\).* Resets at /,
  )
})

test('a provider whose budget is used up is asked no more: another one answers, or a fallback, or nobody', async () => {
  await using gateway = await openWith({
    router_settings: {
      provider_budget_config: { openai: { budget_limit: little, time_period: '1d' } },
      fallbacks: [{ 'falls back': ['both'] }],
    },
  })
  const answers = await Promise.all(Array.from({ length: 8 }, () => gateway.call('one')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await gateway.call('one')).body.error?.message).toContain('(budget of provider openai)')
  expect((await gateway.call('both')).status).toBe(200)
  expect((await gateway.call('falls back')).status).toBe(200)
})

test.each([
  [{ litellm_settings: { max_budget: 1, budget_duration: 'a month' } }, 'budget_duration'],
  [{ router_settings: { provider_budget_config: { openai: { time_period: '1d' } } } }, 'budget_limit'],
])('a budget that cannot be understood keeps the gateway from its start: %j', async (settings, word) => {
  await expect(openWith(settings)).rejects.toThrow(word)
})
