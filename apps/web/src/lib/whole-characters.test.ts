import { expect, test } from 'vitest'
import { wholeCharacters } from './whole-characters.ts'

test('a character of two halves stays whole', () => {
  expect([0, 1, 2, 3, 4].map((at) => wholeCharacters('a😀b', at))).toEqual([0, 1, 1, 3, 4])
  expect(wholeCharacters('観測', 1)).toBe(1)
})
