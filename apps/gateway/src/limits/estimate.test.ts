import type { Task } from '@kansoku/providers'
import { createModelIndex, loadGatewayConfig, plan } from '@kansoku/routing'
import { expect, test } from 'vitest'
import { estimateCost } from './estimate.ts'

/** A dollar for each token that is read, a hundred for each that is written. */
const deployment = (model_name: string, factor: number) => ({
  model_name,
  litellm_params: {
    model: 'openai/unheard-of',
    input_cost_per_token: factor,
    output_cost_per_token: 100 * factor,
  },
})
const { config } = loadGatewayConfig('config.yaml', {
  env: {},
  isProviderSupported: () => true,
  readText: () =>
    JSON.stringify({
      model_list: [deployment('cheap', 1), deployment('dear', 2)],
      litellm_settings: { fallbacks: [{ cheap: ['dear'] }] },
    }),
})
const models = createModelIndex(config)

function estimate(model: string, body: object, bytes = 30) {
  const group = models.resolve(model)
  if (!group) throw new Error(`no model ${model}`)
  return estimateCost(plan(group, models, config.reliability.fallbacks, {}), { body: { ...body }, bytes })
}

test('an estimate counts what was sent and what was asked for', () => {
  expect(estimate('dear', { max_tokens: 5 })).toBe(2 * (10 + 500))
  expect(estimate('dear', { max_tokens: 5 }, 300)).toBe(2 * (100 + 500))
  expect(estimate('dear', { max_tokens: 5, max_completion_tokens: 7 })).toBe(2 * (10 + 700))
  expect(estimate('dear', { max_tokens: 5, n: 3 })).toBe(2 * (10 + 1500))
})

test('a fallback may answer, and be dearer', () => {
  expect(estimate('cheap', { max_tokens: 5 })).toBe(estimate('dear', { max_tokens: 5 }))
})

test.each([{ max_tokens: -1 }, { max_tokens: 0 }, { max_tokens: 'few' }, { n: -1, max_tokens: -1e9 }])(
  '%j makes no estimate lower',
  (body) => {
    expect(estimate('dear', body)).toBe(estimate('dear', {}))
  },
)

test('no number makes an estimate that cannot be taken back', () => {
  expect(estimate('dear', JSON.parse('{"n":1e999,"max_tokens":1e999}'))).toBeLessThan(1e9)
})

test('what is paid by other units than tokens is estimated by them', () => {
  const { config: priced } = loadGatewayConfig('config.yaml', {
    env: {},
    isProviderSupported: () => true,
    readText: () =>
      JSON.stringify({
        model_list: [
          {
            model_name: 'any',
            litellm_params: {
              model: 'openai/any',
              input_cost_per_query: 1,
              output_cost_per_image: 10,
              input_cost_per_character: 100,
              input_cost_per_second: 1000,
            },
          },
        ],
      }),
  })
  const index = createModelIndex(priced)
  const group = index.resolve('any')
  if (!group) throw new Error('no model')
  const planned = plan(group, index, priced.reliability.fallbacks, {})
  const of = (task: Task) => estimateCost(planned, { body: {}, bytes: 30, task })
  const file = { name: 'a.mp3', mediaType: 'audio/mpeg', bytes: new Uint8Array(8000) }
  expect(
    of({ kind: 'rerank', request: { query: 'q', documents: Array.from({ length: 101 }, String) } }),
  ).toBe(2)
  expect(of({ kind: 'image', request: { prompt: 'p', count: 3 } })).toBe(30)
  expect(of({ kind: 'image', request: { prompt: 'p', count: -3 } })).toBe(10)
  expect(of({ kind: 'speech', request: { input: 'abcd' } })).toBe(400)
  expect(of({ kind: 'transcription', request: { file, fields: [] } })).toBe(2000)
  expect(of({ kind: 'moderation', request: { input: 'x' } })).toBe(0)
})
