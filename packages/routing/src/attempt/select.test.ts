import { describe, expect, test } from 'vitest'
import { createRouter, models } from '../testing/create-router.ts'

describe('who may serve a call', () => {
  const tagged = (name: string, tags?: string[]) => ({
    model_name: 'a',
    litellm_params: { model: `openai/${name}`, ...(tags ? { tags } : {}) },
  })
  const filtered = (settings: object = {}) =>
    createRouter(
      {
        model_list: [tagged('free', ['free', 'slow']), tagged('paid', ['paid']), tagged('rest', ['default'])],
        router_settings: { enable_tag_filtering: true, ...settings },
      },
      () => undefined,
    )

  test.each([
    [['paid'], 'paid'],
    [['slow', 'unknown'], 'free'],
    [['unknown'], 'rest'],
    [[], 'rest'],
  ])('tags %j lead to the deployment %s', async (tags, model) => {
    const router = filtered()
    await router.call('a', { tags })
    expect(router.models()).toEqual([model])
  })

  test('patterns let the clients in that they fit', async () => {
    const agent = { model: 'openai/agent', tag_regex: ['^User-Agent: claude-code/'] }
    const router = createRouter(
      {
        model_list: [
          { model_name: 'a', litellm_params: agent },
          tagged('paid', ['paid']),
          tagged('rest', ['default']),
        ],
        router_settings: { enable_tag_filtering: true },
      },
      () => undefined,
    )
    await router.call('a', { userAgent: 'claude-code/2.1' })
    await router.call('a', { userAgent: 'curl/8' })
    await router.call('a', { tags: ['paid'], userAgent: 'curl/8' })
    expect(router.models()).toEqual(['agent', 'rest', 'paid'])
  })

  test('all tags of a call must fit where the config says so', async () => {
    const router = filtered({ tag_filtering_match_any: false })
    await router.call('a', { tags: ['free', 'slow'] })
    await router.call('a', { tags: ['free', 'paid'] })
    expect(router.models()).toEqual(['free', 'rest'])
  })

  test('tags that fit nothing are refused where nothing is tagged default, and do not matter unless filtered', async () => {
    const model_list = [tagged('free', ['free'])]
    const filtering = createRouter(
      { model_list, router_settings: { enable_tag_filtering: true } },
      () => undefined,
    )
    expect(await filtering.call('a', { tags: ['paid'] })).toMatchObject({
      ok: false,
      error: { errorClass: 'authentication', message: expect.stringMatching(/tags/) },
    })
    expect(await filtering.call('a')).toMatchObject({ ok: true })
    const plain = createRouter({ model_list }, () => undefined)
    expect(await plain.call('a', { tags: ['paid'] })).toMatchObject({ ok: true })
  })

  test('a prompt that is too long for all goes to the fallbacks for that without being sent', async () => {
    const sized = (name: string, max_input_tokens: number) => ({
      model_name: name.split('#')[0],
      litellm_params: { model: `openai/${name}` },
      model_info: { max_input_tokens },
    })
    const sections = {
      model_list: [sized('a#1', 100), sized('a#2', 200), sized('big', 1000)],
      router_settings: { enable_pre_call_checks: true, context_window_fallbacks: [{ a: ['big'] }] },
    }
    const fits = createRouter(sections, () => undefined, 150)
    await fits.call('a')
    expect(fits.models()).toEqual(['a#2'])
    const exceeds = createRouter(sections, () => undefined, 201)
    expect(await exceeds.call('a')).toMatchObject({ ok: true, group: 'big', fallbacks: 1 })
    expect(exceeds.models()).toEqual(['big'])
    const nowhere = createRouter(sections, () => undefined, 1001)
    expect(await nowhere.call('a')).toMatchObject({ ok: false, error: { errorClass: 'context_window' } })
  })

  test('deployments at their rate are told with the seconds that are left of the minute', async () => {
    const router = createRouter(
      {
        model_list: [{ model_name: 'a', litellm_params: { model: 'openai/a', rpm: 1 } }],
        router_settings: { optional_pre_call_checks: ['enforce_model_rate_limits'] },
      },
      () => undefined,
    )
    await router.call('a')
    const refused = await router.call('a')
    // The clock began 40 s into a minute.
    expect(refused).toMatchObject({
      error: {
        errorClass: 'rate_limit',
        retryAfterSeconds: 20,
        message: expect.stringMatching(/in 20 seconds.*rpm/),
      },
    })
    router.clock.now += 20_000
    expect(await router.call('a')).toMatchObject({ ok: true })
  })
})

describe('waiting', () => {
  test('a call with a priority waits until a deployment has rested', async () => {
    const router = createRouter(
      { model_list: models('a#1', 'a#2'), router_settings: { num_retries: 0, polling_interval: 1 } },
      (_, count) => (count === 1 ? 'rate_limit' : undefined),
    )
    await router.call('a')
    await router.call('a')
    expect(await router.call('a')).toMatchObject({ ok: false })
    expect(await router.call('a', { priority: 0 })).toMatchObject({ ok: true })
    expect(router.sleeps.every((ms) => ms === 1000)).toBe(true)
  })

  test('for longer than an attempt may take nobody waits', async () => {
    const router = createRouter(
      {
        model_list: [{ model_name: 'a', litellm_params: { model: 'openai/a', max_parallel_requests: 1 } }],
        router_settings: { timeout: 30, polling_interval: 1 },
      },
      () => undefined,
    )
    const busy = router.traffic.begin(router.ids[0] ?? '', 'stream')
    expect(await router.call('a')).toMatchObject({
      ok: false,
      error: { errorClass: 'timeout', message: 'No deployment of a was free within 30 seconds.' },
    })
    expect(router.sleeps).toHaveLength(30)
    busy.end()
    expect(await router.call('a')).toMatchObject({ ok: true })
  })
})
