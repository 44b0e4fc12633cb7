import { ProviderError } from '@kansoku/providers'
import { describe, expect, test } from 'vitest'
import { createRouter, models } from '../testing/create-router.ts'
import type { CallOptions } from './contract.ts'

describe('retries', () => {
  test('a passing failure is retried after a growing wait, and the answer is the first success', async () => {
    const router = createRouter(
      { model_list: models('a'), litellm_settings: { num_retries: 3 } },
      (_, count) => (count <= 3 ? 'internal_server' : undefined),
    )
    const outcome = await router.call('a')
    expect(outcome).toMatchObject({ ok: true, retries: 3, fallbacks: 0 })
    expect(outcome.attempts.map(({ error }) => error?.errorClass)).toEqual([
      'internal_server',
      'internal_server',
      'internal_server',
      undefined,
    ])
    expect(router.sleeps).toEqual([500, 1000, 2000])
  })

  test.each(['bad_request', 'not_found', 'authentication', 'context_window', 'unprocessable'] as const)(
    '%s is not retried',
    async (errorClass) => {
      const router = createRouter({ model_list: models('a') }, () => errorClass)
      expect(await router.call('a')).toMatchObject({ ok: false, error: { errorClass } })
      expect(router.calls).toHaveLength(1)
    },
  )

  test('a retry goes to another deployment without waiting; wrong credentials of one may be right at the other', async () => {
    const router = createRouter({ model_list: models('a#1', 'a#2') }, (model) =>
      model === 'a#1' ? 'authentication' : undefined,
    )
    expect(await router.call('a')).toMatchObject({ ok: true, retries: 1 })
    expect(router.models()).toEqual(['a#1', 'a#2'])
    expect(router.sleeps).toEqual([])
  })

  test('Retry-After is obeyed up to a minute', async () => {
    const limited = (retryAfterSeconds: number) =>
      new ProviderError('rate_limit', 'slow down', { provider: 'openai', retryAfterSeconds })
    const router = createRouter({ model_list: models('a') }, (_, count) => limited(count === 1 ? 7 : 600))
    await router.call('a')
    expect(router.sleeps).toEqual([7000, 1000])
  })

  test('the request, the deployment and policies by class say how often, in this order', async () => {
    const count = async (params: object, settings: object, options: CallOptions = {}) => {
      const router = createRouter(
        {
          model_list: [{ model_name: 'a', litellm_params: { model: 'openai/a', ...params } }],
          router_settings: settings,
        },
        () => 'rate_limit',
      )
      await router.call('a', options)
      return router.calls.length - 1
    }
    expect(await count({}, {})).toBe(2)
    expect(await count({}, { num_retries: 4 })).toBe(4)
    expect(await count({}, { num_retries: 4, retry_policy: { RateLimitErrorRetries: 1 } })).toBe(1)
    expect(await count({ num_retries: 3 }, { retry_policy: { RateLimitErrorRetries: 1 } })).toBe(3)
    expect(await count({ num_retries: 3 }, {}, { retries: 0 })).toBe(0)
    expect(await count({}, { model_group_retry_policy: { a: { RateLimitErrorRetries: 5 } } })).toBe(5)
  })
})

describe('fallbacks', () => {
  const sections = {
    model_list: models('a', 'b', 'c', 'big'),
    litellm_settings: {
      num_retries: 2,
      fallbacks: [{ a: ['b', 'c'] }],
      context_window_fallbacks: [{ a: ['big'] }],
    },
  }

  test('each group is tried with its retries, as in the workshop: nine failures, then the last error', async () => {
    const router = createRouter(sections, () => 'service_unavailable')
    const outcome = await router.call('a')
    expect(outcome).toMatchObject({ ok: false, fallbacks: 2 })
    expect(router.models()).toEqual(['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'])
  })

  test('a full context window has its own list and is not retried', async () => {
    const router = createRouter(sections, (model) => (model === 'a' ? 'context_window' : undefined))
    expect(await router.call('a')).toMatchObject({ ok: true, group: 'big', fallbacks: 1 })
    expect(router.models()).toEqual(['a', 'big'])
  })

  test('mock_testing_fallbacks fails the first group without calling it', async () => {
    const router = createRouter(sections, () => undefined)
    const outcome = await router.call('a', { mockFailure: 'internal_server' })
    expect(outcome).toMatchObject({ ok: true, group: 'b', fallbacks: 1 })
    expect(router.models()).toEqual(['b'])
    expect(outcome.attempts[0]?.error?.message).toBe(
      'This is a mock exception for model=a, to trigger a fallback. Fallbacks=["b","c"]',
    )
  })

  test('of the request replace those of the file, may change fields, and can be switched off', async () => {
    const router = createRouter(sections, (model) => (model === 'a' ? 'internal_server' : undefined))
    await router.call('a', { retries: 0 }, { general: [{ model: 'c', overrides: { top: 1 } }] })
    expect(router.calls.at(-1)).toMatchObject({ model: 'c', request: { extra: { top: 1 } } })
    expect(await router.call('a', { retries: 0 }, { disabled: true })).toMatchObject({
      ok: false,
      fallbacks: 0,
    })
  })

  test('a caller who went away ends everything', async () => {
    const controller = new AbortController()
    const router = createRouter(sections, () => {
      controller.abort()
      return 'cancelled'
    })
    expect(await router.call('a', { signal: controller.signal })).toMatchObject({
      ok: false,
      error: { errorClass: 'cancelled' },
    })
    expect(router.calls).toHaveLength(1)
  })
})

describe('cooldowns', () => {
  test('a deployment that is throttled rests five seconds; when all rest the answer says how long', async () => {
    const router = createRouter(
      { model_list: models('a#1', 'a#2'), litellm_settings: { num_retries: 0 } },
      () => 'rate_limit',
    )
    expect(await router.call('a')).toMatchObject({ attempts: [{ cooldownSeconds: 5 }] })
    await router.call('a')
    expect(router.models().sort()).toEqual(['a#1', 'a#2'])
    expect(await router.call('a')).toMatchObject({
      ok: false,
      error: {
        errorClass: 'rate_limit',
        retryAfterSeconds: 5,
        message: expect.stringMatching(/Try again in 5 seconds/),
      },
    })
    expect(router.calls).toHaveLength(2)
    router.clock.now += 5001
    await router.call('a')
    expect(router.calls).toHaveLength(3)
  })

  test('the only deployment of a group does not rest', async () => {
    const router = createRouter(
      { model_list: models('a'), litellm_settings: { num_retries: 0 } },
      () => 'rate_limit',
    )
    await router.call('a')
    await router.call('a')
    expect(router.calls).toHaveLength(2)
  })

  test('allowed_fails counts failures per minute', async () => {
    const router = createRouter(
      {
        model_list: models('a'),
        litellm_settings: { num_retries: 0 },
        router_settings: { allowed_fails: 1, cooldown_time: 30 },
      },
      () => 'internal_server',
    )
    for (let count = 0; count < 4; count++) await router.call('a')
    expect(router.calls).toHaveLength(2)
  })

  test('bad requests never put a deployment to rest', async () => {
    const router = createRouter(
      { model_list: models('a#1', 'a#2'), router_settings: { allowed_fails: 0 } },
      () => 'bad_request',
    )
    for (let count = 0; count < 5; count++) await router.call('a')
    expect(router.calls).toHaveLength(5)
  })
})

describe('what is sent', () => {
  test('the request wins over defaults of the model, timeouts come from the nearest place', async () => {
    const router = createRouter(
      {
        model_list: [
          { model_name: 'a', litellm_params: { model: 'openai/a', temperature: 0.1, timeout: 7 } },
        ],
        router_settings: { timeout: 30 },
      },
      () => undefined,
    )
    await router.call('a')
    await router.call('a', { timeoutSeconds: 3, dropParams: true })
    expect(router.calls[0]).toMatchObject({ request: { temperature: 0.1 }, limits: { timeoutMs: 7000 } })
    expect(router.calls[1]).toMatchObject({ limits: { timeoutMs: 3000 }, target: { dropParams: true } })
  })

  test('mock_response answers without a provider, or fails as told', async () => {
    const router = createRouter({ model_list: models('a') }, () => undefined)
    expect(await router.call('a', { mockResponse: 'pong' })).toMatchObject({
      ok: true,
      answer: { result: { choices: [{ content: [{ text: 'pong' }] }], usage: { totalTokens: 30 } } },
    })
    expect(await router.call('a', { mockResponse: 'litellm.RateLimitError', retries: 0 })).toMatchObject({
      ok: false,
      error: { errorClass: 'rate_limit' },
    })
    expect(router.calls).toHaveLength(0)
  })
})
