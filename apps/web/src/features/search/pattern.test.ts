import { expect, test } from 'vitest'
import { fits, readPattern, toPattern } from './pattern.ts'

test.each([
  ['claude*', 'claude-3', true],
  ['claude*', 'my-claude', false],
  ['*chat', 'a\nchat', true],
  ['a*c*e', 'abcde', true],
  ['a.c*', 'abc', false],
  ['＊b', 'ab', true],
])('%j on %j: %j', (pattern, text, isFitting) => {
  expect(fits(text, pattern)).toBe(isFitting)
})

test.each([
  [{ text: 'a*', isQuoted: false }, 'a*', true],
  [{ text: 'a*', isQuoted: true }, 'a\\*', false],
  [{ text: 'a\\*', isQuoted: false }, 'a\\\\*', true],
  [{ text: 'a\\', isQuoted: true }, 'a\\\\', false],
])('%j is sent as %s and read again', (value, pattern, isPattern) => {
  expect(toPattern(value)).toBe(pattern)
  expect(readPattern(pattern)).toEqual({ text: value.text, isPattern })
})
