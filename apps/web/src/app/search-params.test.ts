import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listOf, parseSearch, stringifySearch, textOf } from './search-params.ts'

test('repeated names become lists and everything stays text', () => {
  expect(parseSearch('?level=ERROR&level=WARNING&q=42&empty=')).toEqual({
    level: ['ERROR', 'WARNING'],
    q: '42',
    empty: '',
  })
})

test('absent and empty values leave no trace in the address', () => {
  expect(stringifySearch({ a: undefined, b: '', c: [], d: null })).toBe('')
  expect(stringifySearch({ q: 'a b', tag: ['x', 'y'] })).toBe('?q=a+b&tag=x&tag=y')
})

test('one value reads as a list of one, and a list reads as its first value', () => {
  expect(listOf({ tag: 'x' }, 'tag')).toEqual(['x'])
  expect(listOf({}, 'tag')).toBeUndefined()
  expect(textOf({ q: ['a', 'b'] }, 'q')).toBe('a')
  expect(textOf({ q: '  ' }, 'q')).toBeUndefined()
})

test('any list of values survives the address', () => {
  const value = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(fc.uniqueArray(value, { minLength: 1, maxLength: 5 }), (values) => {
      expect(listOf(parseSearch(stringifySearch({ tag: values })), 'tag')).toEqual(values)
    }),
  )
})
