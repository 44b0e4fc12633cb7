import type { PublicModel } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { perMillion, toBody, toDraft } from './price-draft.ts'

const usageCondition = {
  usageDetailPattern: '^input',
  operator: 'gt',
  value: 200_000,
  caseSensitive: false,
} as const
const attribute = {
  source: 'model_parameters',
  key: 'service_tier',
  operator: 'in',
  values: ['fast'],
} as const

const model: PublicModel = {
  id: 'm',
  modelName: 'claude',
  matchPattern: '(?i)^claude$',
  startDate: '2026-01-01T00:00:00.000Z',
  unit: 'TOKENS',
  inputPrice: 0.000003,
  outputPrice: 0.000015,
  totalPrice: null,
  tokenizerId: 'claude',
  tokenizerConfig: { a: 1 },
  isLangfuseManaged: true,
  createdAt: '2026-01-01T00:00:00.000Z',
  prices: {},
  pricingTiers: [
    {
      ...{ id: 'long', name: 'Long', isDefault: false, priority: 1 },
      conditions: [usageCondition, { ...attribute, values: ['fast'] }],
      prices: { input: 0.000006, output: 0.0000225, input_cached_tokens: 0.0000003 },
    },
    {
      ...{ id: 'standard', name: 'Standard', isDefault: true, priority: 0, conditions: [] },
      prices: { input: 0.000003, output: 0.000015, input_cached_tokens: 3e-7 },
    },
  ],
}

test('a definition comes back as it was, tiers and their conditions included', () => {
  const { modelName, matchPattern, startDate, unit, tokenizerId, tokenizerConfig } = model
  const [long, standard] = model.pricingTiers.map(({ id: _, ...tier }) => tier)
  expect(toBody(toDraft(model), model)).toEqual({
    ...{ modelName, matchPattern, startDate, unit, tokenizerId, tokenizerConfig },
    pricingTiers: [standard, long],
  })
})

test('prices are typed for a million units, without noise', () => {
  expect(perMillion(0.0000001)).toBe(0.1)
  expect(perMillion(0.0000000375)).toBe(0.0375)
  const draft = toDraft(model)
  const [first, ...others] = draft.tiers
  if (!first) throw new Error('no tier')
  expect(first.prices).toEqual({ 0: '3', 1: '15', 2: '0.3' })
  const dearer = { ...draft, tiers: [{ ...first, prices: { ...first.prices, 0: '3.3' } }, ...others] }
  expect(toBody(dearer, model).pricingTiers?.[0]?.prices.input).toBe(0.0000033)
})

test('another tokenizer drops the settings of the one before', () => {
  const draft = { ...toDraft(model), tokenizerId: 'openai' }
  expect(toBody(draft, model)).toMatchObject({ tokenizerId: 'openai', tokenizerConfig: null })
})
