import { describe, expect, test } from 'vitest'
import { findModelPrice } from './find-model-price.ts'
import { compileMatchPattern } from './match-pattern.ts'
import type { ModelPrice } from './model-price.ts'
import { priceList } from './price-list.ts'

/** Every model string of the workshop's config files that names an existing model: input, output dollars per million. */
const workshopModels: [id: string, input: number, output: number, cacheRead: number, cacheWrite: number][] = [
  ['us.anthropic.claude-3-7-sonnet-20250219-v1:0', 3, 15, 0.3, 3.75],
  ['apac.anthropic.claude-3-7-sonnet-20250219-v1:0', 3, 15, 0.3, 3.75],
  ['eu.anthropic.claude-3-7-sonnet-20250219-v1:0', 3, 15, 0.3, 3.75],
  ['us.anthropic.claude-3-5-sonnet-20241022-v2:0', 3, 15, 0.3, 3.75],
  ['apac.anthropic.claude-3-5-sonnet-20241022-v2:0', 3, 15, 0.3, 3.75],
  ['anthropic.claude-3-5-sonnet-20240620-v1:0', 3, 15, 0.3, 3.75],
  ['us.deepseek.r1-v1:0', 1.35, 5.4, 1.35, 1.35],
  ['us.amazon.nova-pro-v1:0', 0.8, 3.2, 0.2, 0.8],
  ['apac.amazon.nova-pro-v1:0', 0.8, 3.2, 0.2, 0.8],
  ['us.anthropic.claude-opus-4-20250514-v1:0', 15, 75, 1.5, 18.75],
  ['apac.anthropic.claude-opus-4-20250514-v1:0', 15, 75, 1.5, 18.75],
  ['us.anthropic.claude-opus-4-1-20250805-v1:0', 15, 75, 1.5, 18.75],
  ['apac.anthropic.claude-opus-4-1-20250805-v1:0', 15, 75, 1.5, 18.75],
  ['eu.anthropic.claude-opus-4-1-20250805-v1:0', 15, 75, 1.5, 18.75],
  ['us.anthropic.claude-sonnet-4-20250514-v1:0', 3, 15, 0.3, 3.75],
  ['apac.anthropic.claude-sonnet-4-20250514-v1:0', 3, 15, 0.3, 3.75],
  ['eu.anthropic.claude-sonnet-4-20250514-v1:0', 3, 15, 0.3, 3.75],
]

function standardPrices(model: string): Readonly<Record<string, number>> {
  const { price, reason } = findModelPrice(model)
  if (!price) throw new Error(reason)
  return price.pricingTiers.find((tier) => tier.isDefault)?.prices ?? {}
}

describe('the price of a model', () => {
  const calls = workshopModels.flatMap(([id, ...prices]) =>
    ['', 'bedrock/', 'bedrock/converse/', 'converse/'].map((path) => [`${path}${id}`, ...prices] as const),
  )

  test.each(calls)('%s costs $%d in and $%d out per million', (model, input, output, read, write) => {
    const prices = standardPrices(model)
    expect(prices.input).toBe(Number(`${input}e-6`))
    expect(prices.output).toBe(Number(`${output}e-6`))
    for (const key of ['input_cached_tokens', 'input_cache_read', 'cache_read_input_tokens']) {
      expect(prices[key], key).toBe(Number(`${read}e-6`))
    }
    for (const key of ['input_cache_creation', 'cache_creation_input_tokens']) {
      expect(prices[key], key).toBe(Number(`${write}e-6`))
    }
  })

  test.each([
    'bedrock/us-east-1/anthropic.claude-3-5-sonnet-20240620-v1:0',
    'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0',
    'us-gov.anthropic.claude-sonnet-4-20250514-v1:0',
    'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-5-sonnet-20240620-v1:0',
    'bedrock/converse/arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0',
    'us.anthropic.claude-sonnet-4-20250514-v1:0[1m]',
  ])('%s is found behind its path, region or ARN', (model) => {
    expect(standardPrices(model).input).toBe(3e-6)
  })

  test.each(['', 'bedrock/', 'bedrock/converse/'])(
    'a doubled vendor gets no price and is told (%s)',
    (path) => {
      const found = findModelPrice(`${path}eu.anthropic.anthropic.claude-opus-4-20250514-v1:0`)
      expect(found.price).toBeNull()
      expect(found.reason).toContain('names the vendor "anthropic." twice')
      expect(found.reason).toContain('eu.anthropic.claude-opus-4-20250514-v1:0')
    },
  )

  test.each([
    'my-gpt-4o-clone',
    'gpt-4o-mycompany',
    'claude-3-5-sonnet-mine',
    'mock',
    '',
    'anthropic.claude-9',
  ])('"%s" is unknown and gets none', (model) => {
    expect(findModelPrice(model)).toMatchObject({ price: null, reason: expect.stringContaining('No price') })
  })

  test('a text that is no name costs no time', () => {
    const text = `ft:gpt-3.5-turbo-1106:${':'.repeat(1_000_000)}`
    expect(findModelPrice(text).reason).toContain('more than 500 characters')
  })

  test('a second version is another model: Titan Embed v2 does not get the price of v1', () => {
    expect(findModelPrice('amazon.titan-embed-text-v1').price).not.toBeNull()
    expect(findModelPrice('amazon.titan-embed-text-v2:0').price).toBeNull()
  })

  test('models of other providers are found in the data of genai-prices', () => {
    expect(standardPrices('grok-4').input).toBe(3e-6)
    expect(standardPrices('xai/grok-4').output).toBe(15e-6)
    expect(standardPrices('groq/llama-3.1-8b-instant').input).toBeGreaterThan(0)
    expect(standardPrices('gemini/gemini-2.5-pro').input).toBe(1.25e-6)
    expect(standardPrices('azure/gpt-4o').input).toBe(2.5e-6)
  })

  test('a price that changed follows the date of the call', () => {
    const at = (date: string) =>
      findModelPrice('deepseek-v4-pro', { at: new Date(date) }).price?.pricingTiers[0]?.prices.input
    expect(at('2026-08-01T00:00:00Z')).toBe(0.435e-6)
    expect(at('2026-09-01T00:00:00Z')).toBe(0.66e-6)
  })

  test("a project's own price wins over the list", () => {
    const own: ModelPrice = {
      id: 'own',
      modelName: 'ours',
      matchPattern: '(?i)^GPT-4O$',
      pricingTiers: [
        { id: 't', name: 'Standard', isDefault: true, priority: 0, conditions: [], prices: { input: 1 } },
      ],
    }
    expect(findModelPrice('gpt-4o', { overrides: [own] }).price).toBe(own)
    expect(findModelPrice('gpt-4o-mini', { overrides: [own] }).price?.modelName).toBe('gpt-4o-mini')
  })
})

describe('match patterns', () => {
  test('all 167 of the list compile and fit the name of their own model', () => {
    expect(priceList).toHaveLength(167)
    for (const { matchPattern } of priceList) expect(compileMatchPattern(matchPattern).flags).toBe('i')
  })

  test('case is ignored only with (?i)', () => {
    expect(compileMatchPattern('(?i)^(gpt-4o)$').test('GPT-4O')).toBe(true)
    expect(compileMatchPattern('^(gpt-4o)$').test('GPT-4O')).toBe(false)
  })
})

test('a model of OpenAI that is in no list of ours has the price of genai-prices, and is none of Bedrock’s', () => {
  expect(findModelPrice('openai/gpt-4o-mini-transcribe').price?.id).toMatch(/^genai-prices:openai/)
})

test.each([
  ['cohere/rerank-v3.5', { searches: 0.002 }],
  ['bedrock/eu-central-1/cohere.rerank-v3-5:0', { searches: 0.002 }],
  ['openai/whisper-1', { seconds: 0.0001 }],
  ['hosted_vllm/whisper-1', undefined],
  ['openai/tts-1-hd', { characters: 30e-6 }],
])('%s is paid by units of its own: %j', (model, prices) => {
  expect(findModelPrice(model).price?.pricingTiers[0]?.prices).toEqual(prices)
})
