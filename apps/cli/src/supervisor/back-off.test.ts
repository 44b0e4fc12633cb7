import { expect, test } from 'vitest'
import { backOff } from './back-off.ts'

test('the first restart is immediate, later ones wait longer, up to a bound', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map(backOff)).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
})
