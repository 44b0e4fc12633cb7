import { expect, test } from 'vitest'
import { tokensOf, tokensPerSecond, usageKindOf, usageRows } from './usage.ts'

test.each([
  ['input', 'input'],
  ['cache_read_input_tokens', 'cacheRead'],
  ['input_cached_tokens', 'cacheRead'],
  ['cache_creation_input_tokens', 'cacheWrite'],
  ['input_cache_creation', 'cacheWrite'],
  ['output_reasoning_tokens', 'reasoning'],
  ['promptTokens', 'input'],
  ['output', 'output'],
  ['total', 'total'],
  ['searches', 'other'],
])('%s means %s', (key, kind) => {
  expect(usageKindOf(key)).toBe(kind)
})

test('tokens and costs stand side by side, the total last, what is zero not at all', () => {
  const rows = usageRows(
    { total: 130, output: 20, input: 100, cache_read_input_tokens: 10, cache_creation_input_tokens: 0 },
    { input: 0.001, output: 0.002, total: 0.003, web_search: 0.01 },
  )
  expect(rows.map(({ key, tokens, cost }) => [key, tokens, cost])).toEqual([
    ['input', 100, 0.001],
    ['cache_read_input_tokens', 10, null],
    ['output', 20, 0.002],
    ['web_search', null, 0.01],
    ['total', 130, 0.003],
  ])
})

test('caches count as input', () => {
  expect(tokensOf({ input: 100, cache_read_input_tokens: 10, output: 5, total: 115 }, 'input')).toBe(110)
})

test('speed counts from the first token on', () => {
  const usageDetails = { output: 100 }
  expect(tokensPerSecond({ usageDetails, latency: 3, timeToFirstToken: 1 })).toBe(50)
  expect(tokensPerSecond({ usageDetails, latency: 2, timeToFirstToken: null })).toBe(50)
  expect(tokensPerSecond({ usageDetails, latency: 2, timeToFirstToken: 2 })).toBe(50)
  expect(tokensPerSecond({ usageDetails, latency: null, timeToFirstToken: null })).toBeNull()
  expect(tokensPerSecond({ usageDetails: {}, latency: 2, timeToFirstToken: null })).toBeNull()
})
