import { expect, test } from 'vitest'
import { dollars } from './dollars.ts'

test.each([
  [0, '0'],
  [0.000040499999, '0.0000405'],
  [0.1 + 0.2, '0.3'],
  [0.99999, '1'],
  [12_345.678901, '12345.6789'],
  [100, '100'],
  [1e-9, '0.000000001'],
])('%d is told as %s', (value, text) => {
  expect(dollars(value)).toBe(text)
})
