import { describe, expect, test } from 'vitest'
import { readCostDetails, withTotalCost } from './cost-details.ts'
import { readLegacyUsage } from './legacy-usage.ts'
import { readUsageDetails, withTotal } from './usage-details.ts'

describe('usage details', () => {
  test("OpenAI's usage of completions becomes input, output and total; details are taken out", () => {
    expect(
      readUsageDetails({
        prompt_tokens: 100,
        completion_tokens: 50,
        total_tokens: 150,
        prompt_tokens_details: { cached_tokens: 30, audio_tokens: null },
        completion_tokens_details: { reasoning_tokens: 60 },
      }),
    ).toEqual({
      input: 70,
      output: 0,
      total: 150,
      input_cached_tokens: 30,
      output_reasoning_tokens: 60,
    })
  })

  test("OpenAI's usage of responses as well", () => {
    expect(
      readUsageDetails({
        input_tokens: 10,
        output_tokens: 5,
        total_tokens: 15,
        input_tokens_details: { cached_tokens: 4 },
      }),
    ).toEqual({ input: 6, output: 5, total: 15, input_cached_tokens: 4 })
  })

  test('anything else keeps its own names and gets a total', () => {
    const usage = readUsageDetails({ prompt_tokens: 10, completion_tokens: 20 })
    expect(usage).toEqual({ prompt_tokens: 10, completion_tokens: 20 })
    expect(withTotal(usage ?? {})).toEqual({ prompt_tokens: 10, completion_tokens: 20, total: 30 })
    expect(readUsageDetails({ prompt_tokens: 1, completion_tokens: 2, total_tokens: 3, tier: 'x' })).toEqual({
      prompt_tokens: 1,
      completion_tokens: 2,
      total_tokens: 3,
    })
  })

  test('a given total is never computed again', () => {
    expect(withTotal({ input: 100, output: 200, total: 500 }).total).toBe(500)
  })

  test('what is no count is left out, texts of integers are read', () => {
    expect(readUsageDetails({ input: '12', output: 1.5, cached: -1, other: null, nested: { a: 1 } })).toEqual(
      {
        input: 12,
      },
    )
    expect(readUsageDetails({ input: 'many' })).toBeUndefined()
    expect(readUsageDetails([1])).toBeUndefined()
    expect(readUsageDetails('nonsense')).toBeUndefined()
    expect(withTotal({})).toEqual({})
  })
})

describe('usage of old SDKs', () => {
  test.each([
    [
      { promptTokens: 5, completionTokens: 7, totalTokens: 12 },
      { input: 5, output: 7, total: 12 },
    ],
    [
      { input: 5, output: 7, unit: 'TOKENS' },
      { input: 5, output: 7 },
    ],
    [
      { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
      { input: 5, output: 7, total: 12 },
    ],
    [{ promptTokens: null }, undefined],
    ['nonsense', undefined],
  ])('%j', (usage, details) => {
    expect(readLegacyUsage(usage).usageDetails).toEqual(details)
  })

  test('costs may come with it', () => {
    expect(
      readLegacyUsage({ input: 1, inputCost: 0.1, outputCost: 0.2, totalCost: 0.4 }).costDetails,
    ).toEqual({
      input: '0.1',
      output: '0.2',
      total: '0.4',
    })
  })
})

describe('cost details', () => {
  test('only non-negative numbers are costs, and the total is exact', () => {
    expect(readCostDetails({ input: 0.1, output: 0.2, cached: -1, note: 'x' })).toEqual({
      input: '0.1',
      output: '0.2',
    })
    expect(withTotalCost({ input: '0.1', output: '0.2' }).total).toBe('0.3')
    expect(withTotalCost({ input: '111', total: '444' }).total).toBe('444')
    expect(readCostDetails({ input: -1 })).toBeUndefined()
  })
})
