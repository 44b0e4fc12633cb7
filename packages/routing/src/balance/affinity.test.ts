import type { ChatMessage } from '@kansoku/providers'
import { describe, expect, test } from 'vitest'
import { createRouter, models } from '../testing/create-router.ts'

function createGroup(checks: readonly string[], settings: object = {}) {
  return createRouter(
    {
      model_list: models('a#1', 'a#2', 'a#3'),
      router_settings: { optional_pre_call_checks: checks, ...settings },
    },
    () => undefined,
  )
}

const text = (role: 'system' | 'user', words: string, marked = false): ChatMessage => ({
  role,
  content: [{ type: 'text', text: words, ...(marked ? { cache: {} } : {}) }],
})
const long = 'You are a careful engineer. '.repeat(200)

describe('a session', () => {
  const affinity = { sessionId: 's1' }

  test('stays with its deployment until it has been quiet for too long', async () => {
    const router = createGroup(['session_affinity'], { deployment_affinity_ttl_seconds: 60 })
    await router.call('a', { affinity })
    router.random.value = 0.99
    await router.call('a', { affinity })
    await router.call('a', { affinity: { sessionId: 's2' } })
    router.clock.now += 61_000
    await router.call('a', { affinity })
    expect(router.models()).toEqual(['a#1', 'a#1', 'a#3', 'a#3'])
  })

  test('goes elsewhere when its deployment fails, and stays there', async () => {
    const router = createRouter(
      {
        model_list: models('a#1', 'a#2'),
        router_settings: { optional_pre_call_checks: ['session_affinity'] },
      },
      (model, count) => (model === 'a#1' && count === 2 ? 'rate_limit' : undefined),
    )
    await router.call('a', { affinity })
    await router.call('a', { affinity })
    router.clock.now += 10_000
    await router.call('a', { affinity })
    expect(router.models()).toEqual(['a#1', 'a#1', 'a#2', 'a#2'])
  })

  test('is nothing to go by unless the config says so', async () => {
    const router = createGroup([])
    await router.call('a', { affinity })
    router.random.value = 0.99
    await router.call('a', { affinity })
    expect(router.models()).toEqual(['a#1', 'a#3'])
  })
})

test('a key stays with its deployment, whatever it asks', async () => {
  const router = createGroup(['deployment_affinity'])
  await router.call('a', { affinity: { callerId: 'k1', sessionId: 's1' } })
  router.random.value = 0.99
  await router.call('a', { affinity: { callerId: 'k1', sessionId: 's2' } })
  await router.call('a', { affinity: { callerId: 'k2' } })
  expect(router.models()).toEqual(['a#1', 'a#1', 'a#3'])
})

describe('a cached prompt', () => {
  const ask = (router: ReturnType<typeof createGroup>, messages: readonly ChatMessage[]) =>
    router.call('a', {}, undefined, messages)

  test('is asked for where it is, though the marks of an agent move on with each turn', async () => {
    const router = createGroup(['prompt_caching'])
    const system = text('system', long, true)
    await ask(router, [system, text('user', 'one', true)])
    router.random.value = 0.99
    await ask(router, [system, text('user', 'one', true), text('user', 'two', true)])
    await ask(router, [system, text('user', 'one'), text('user', 'two', true), text('user', 'three', true)])
    await ask(router, [text('system', `${long}!`, true), text('user', 'one', true)])
    expect(router.models()).toEqual(['a#1', 'a#1', 'a#1', 'a#3'])
  })

  test('is forgotten as the provider forgets it, and needs marks and a length that is worth it', async () => {
    const router = createGroup(['prompt_caching'])
    await ask(router, [text('system', long, true)])
    await ask(router, [text('system', 'short', true)])
    await ask(router, [text('user', long)])
    router.random.value = 0.99
    await ask(router, [text('system', 'short', true)])
    await ask(router, [text('user', long)])
    router.clock.now += 301_000
    await ask(router, [text('system', long, true)])
    expect(router.models()).toEqual(['a#1', 'a#1', 'a#1', 'a#3', 'a#3', 'a#3'])
  })
})
