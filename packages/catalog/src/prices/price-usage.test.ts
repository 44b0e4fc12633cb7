import { describe, expect, test } from 'vitest'
import { findModelPrice } from './find-model-price.ts'
import type { ModelPrice } from './model-price.ts'
import { priceUsage } from './price-usage.ts'

function priceOf(model: string): ModelPrice {
  const { price, reason } = findModelPrice(model)
  if (!price) throw new Error(reason)
  return price
}

describe('what a call cost', () => {
  test('gpt-3.5-turbo-0125 with 1957 and 80 tokens costs 0.0010985 dollars', () => {
    const { costDetails, totalCost, tier } = priceUsage(
      { input: 1957, output: 80, total: 2037 },
      priceOf('gpt-3.5-turbo-0125'),
    )
    expect(costDetails).toEqual({ input: '0.0009785', output: '0.00012', total: '0.0010985' })
    expect(totalCost).toBe('0.0010985')
    expect(tier?.name).toBe('Standard')
  })

  test('cached tokens are cheaper, whatever the SDK calls them', () => {
    const price = priceOf('bedrock/converse/us.anthropic.claude-sonnet-4-20250514-v1:0')
    for (const key of ['input_cached_tokens', 'cache_read_input_tokens', 'input_cache_read']) {
      expect(priceUsage({ input: 100, [key]: 1000, output: 10 }, price).totalCost).toBe('0.00075')
    }
  })

  test('a price of the total is the price of the call', () => {
    expect(priceUsage({ input: 7, total: 1000 }, priceOf('text-embedding-3-small'))).toMatchObject({
      costDetails: { total: '0.00002' },
      totalCost: '0.00002',
    })
  })

  test('usage without any priced key has no cost, not a cost of zero', () => {
    expect(priceUsage({ images: 3 }, priceOf('gpt-4o'))).toMatchObject({ costDetails: {}, totalCost: null })
    expect(priceUsage({}, priceOf('gpt-4o')).totalCost).toBeNull()
  })
})

describe('price tiers', () => {
  test('the service tier of the call decides', () => {
    const priced = priceUsage({ input: 10 }, priceOf('gpt-4o'), {
      modelParameters: { service_tier: 'priority' },
    })
    expect(priced.tier?.name).toBe('Fast mode')
    expect(priced.totalCost).toBe('0.0000425')
  })

  test('a long context is dearer, cached tokens count into its length', () => {
    const price = priceOf('gemini-2.5-pro')
    expect(priceUsage({ input: 200_000 }, price).tier?.name).toBe('Standard')
    expect(priceUsage({ input: 200_000, input_cached_tokens: 1 }, price).tier?.name).toBe('Large Context')
  })

  test('all conditions of a tier must hold, and tiers are asked by priority', () => {
    const price = priceOf('gpt-5.4')
    const flex = { modelParameters: { service_tier: 'flex' } }
    expect(priceUsage({ input: 300_000 }, price, flex).tier?.name).toContain('Flex · Large')
    expect(priceUsage({ input: 10 }, price, flex).tier?.name).toBe('Flex')
    expect(priceUsage({ input: 300_000 }, price).tier?.name).toContain('Large Context')
  })

  test('thresholds of genai-prices become tiers', () => {
    const price = priceOf('grok-4.20')
    expect(priceUsage({ input: 100_000 }, price).totalCost).toBe('0.125')
    expect(priceUsage({ input: 300_000 }, price).totalCost).toBe('0.75')
  })
})
