import { expect, test } from 'vitest'
import { readBounds } from '../traces/bounds.ts'
import { sayBounds } from './say-bounds.ts'

test.each([
  ['1..', '≥ 1'],
  ['>1..', '> 1'],
  ['..5', '≤ 5'],
  ['..<5', '< 5'],
  ['1..5', '1 – 5'],
  ['5..5', '= 5'],
  ['>1..5', '> 1, ≤ 5'],
])('%s is said as %s', (text, said) => {
  const bounds = readBounds(text)
  expect(bounds && sayBounds(bounds, String)).toBe(said)
})
