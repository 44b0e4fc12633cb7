import { ProviderError } from '@kansoku/providers'
import type { Deployment, Upstream } from '@kansoku/routing'
import { expect, test } from 'vitest'
import { createSharedHealth } from './shared-health.ts'

const deployment = (id: string) =>
  ({
    id,
    model: id,
    modelInfo: {},
    target: { params: {}, model: id, provider: 'openai' },
  }) as unknown as Deployment

/** Models that note when they are called. */
function noting(answer: () => Promise<void> = async () => undefined) {
  const called: string[] = []
  const complete = async ({ model }: { model: string }) => {
    called.push(model)
    await answer()
  }
  return { called, reach: { upstream: { complete } as unknown as Upstream, placeOf: () => ({}) } }
}

test('keys that ask again, or at once, share one call of each model, until it is old', async () => {
  let time = 0
  const health = createSharedHealth(() => time)
  const { called, reach } = noting()
  const [a, b] = [deployment('a'), deployment('b')]
  const asked = [health.ask([a], reach), health.ask([a], reach), health.ask([a, b], reach)]
  expect((await Promise.all(asked)).map((found) => found.map(({ model_id }) => model_id))).toEqual([
    ['a'],
    ['a'],
    ['a', 'b'],
  ])
  time = 299_999
  await health.ask([a, b], reach)
  expect(called).toEqual(['a', 'b'])
  time = 300_000
  await health.ask([a], reach)
  expect(called).toEqual(['a', 'b', 'a'])
})

test('a failing model is told to all; what nobody foresaw is examined anew', async () => {
  const health = createSharedHealth(() => 0)
  const a = deployment('a')
  const broken = noting(() => Promise.reject(new Error('unforeseen')))
  await expect(health.ask([a], broken.reach)).rejects.toThrow('unforeseen')
  const failing = noting(() =>
    Promise.reject(new ProviderError('rate_limit', 'slow down', { provider: 'openai' })),
  )
  for (let time = 0; time < 2; time++)
    expect(await health.ask([a], failing.reach)).toMatchObject([
      { error: expect.stringContaining('slow down') },
    ])
  expect(failing.called).toEqual(['a'])
})
