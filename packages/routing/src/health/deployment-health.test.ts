import { type ErrorClass, ProviderError } from '@kansoku/providers'
import { expect, test } from 'vitest'
import { loadGatewayConfig } from '../config/load.ts'
import { createDeploymentHealth } from './deployment-health.ts'

/** A group of two; `fail` counts a failure of the first, and tells for how long it rests then (0: not at all). */
function createGroup(router: object, params: object = {}) {
  const { config } = loadGatewayConfig('config.yaml', {
    env: {},
    isProviderSupported: () => true,
    readText: () =>
      JSON.stringify({
        model_list: [1, 2].map((weight) => ({
          model_name: 'a',
          litellm_params: { model: 'openai/x', weight, ...params },
        })),
        router_settings: router,
      }),
  })
  const clock = { now: 0 }
  const health = createDeploymentHealth(
    () => config.reliability,
    () => clock.now,
  )
  const [deployment] = config.deployments
  if (!deployment) throw new Error('no deployment')
  const fail = (errorClass: ErrorClass, retryAfterSeconds?: number) => {
    const details = { provider: 'openai', ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }
    health.recordFailure(deployment, new ProviderError(errorClass, 'scripted', details), 2)
    return health.isCooling(deployment.id) ? health.secondsUntilReady([deployment.id]) : 0
  }
  return { fail, succeed: () => health.recordSuccess(deployment), clock }
}

test('the deployment, then Retry-After, then the router say for how long it rests', () => {
  expect(createGroup({}).fail('rate_limit')).toBe(5)
  expect(createGroup({ cooldown_time: 20 }).fail('rate_limit')).toBe(20)
  expect(createGroup({ cooldown_time: 20 }).fail('rate_limit', 42)).toBe(42)
  expect(createGroup({ cooldown_time: 20 }, { cooldown_time: 7 }).fail('rate_limit', 42)).toBe(7)
  expect(createGroup({ disable_cooldowns: true }).fail('rate_limit', 42)).toBe(0)
})

test('failures of the server count by their share of at least five calls of a minute', () => {
  const { fail, succeed, clock } = createGroup({})
  for (let count = 0; count < 2; count++) succeed()
  expect([fail('internal_server'), fail('internal_server')]).toEqual([0, 0])
  expect(fail('internal_server')).toBe(5)
  clock.now += 60_000
  expect(fail('internal_server')).toBe(0)
})

test('allowed_fails_policy counts each class by its own number', () => {
  const { fail } = createGroup({
    allowed_fails_policy: { RateLimitErrorAllowedFails: 2, InternalServerErrorAllowedFails: 0 },
    allowed_fails: 100,
  })
  expect([fail('rate_limit'), fail('rate_limit'), fail('rate_limit')]).toEqual([0, 0, 5])
  expect(
    createGroup({ allowed_fails_policy: { InternalServerErrorAllowedFails: 0 } }).fail('bad_gateway'),
  ).toBe(5)
  expect(createGroup({ allowed_fails: 1 }).fail('timeout')).toBe(0)
})

test.each(['bad_request', 'context_window', 'api_connection', 'unprocessable'] as const)(
  '%s says nothing about the deployment',
  (errorClass) => {
    expect(createGroup({ allowed_fails: 0 }).fail(errorClass)).toBe(0)
  },
)
