import { expect, test } from 'vitest'
import { costParts } from './cost-parts.ts'

const none = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, other: 0 }

test.each([
  [
    { input: 1, output: 2, total: 3 },
    { input: 1, output: 2 },
  ],
  [
    { input: 1, cache_read_input_tokens: 2, total: 3 },
    { input: 1, cacheRead: 2 },
  ],
  [
    { input_cached_tokens: 2, cache_creation_input_tokens: 1 },
    { cacheRead: 2, cacheWrite: 1 },
  ],
  [{ output_reasoning: 3 }, { output: 3 }],
  [{ searches: 3 }, { other: 3 }],
  [{}, { other: 3 }],
])('%j', (details, parts) => {
  expect(costParts(details, 3)).toEqual({ ...none, ...parts })
})

test('what has no price has no parts, and rounding is no rest', () => {
  expect(costParts({ input: 1 }, null)).toBeNull()
  expect(costParts({ input: 0.1, output: 0.2 }, 0.3)).toEqual({ ...none, input: 0.1, output: 0.2 })
})
