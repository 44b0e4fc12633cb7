import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMetadata, readObject, readValue } from './read-value.ts'

describe('a stored value', () => {
  test.each([
    ['plain text', 'plain text'],
    ['{"a":[1]}', { a: [1] }],
    ['"quoted"', 'quoted'],
    ['5', 5],
    ['5.50', 5.5],
    ['-1e3', -1000],
    ['true', true],
    ['null', null],
    ['', ''],
    ['{broken', '{broken'],
    ['2026-11-23', '2026-11-23'],
    ['1983516295378495150', '1983516295378495150'],
    ['9007199254740992', 9007199254740992],
    [null, null],
  ])('%j reads as %j', (stored, value) => {
    expect(readValue(stored)).toEqual(value)
  })

  test('nested without measure stays text, however it is said', () => {
    const nested = (levels: number, open: string, close: string) =>
      `${open.repeat(levels)}1${close.repeat(levels)}`
    expect(JSON.stringify(readValue(nested(1_000, '[', ']')))).toBe(nested(1_000, '[', ']'))
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
      ['{"\\"":[', ']}'],
    ] as const) {
      const deep = nested(10_000, open, close)
      expect(readValue(deep)).toBe(deep)
    }
    const brackets = JSON.stringify({ text: `\\"${'['.repeat(5_000)}` })
    expect(readValue(brackets)).toEqual(JSON.parse(brackets))
  })

  test('any JSON reads as what it says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const stored = JSON.stringify(value)
        expect(readValue(stored)).toEqual(JSON.parse(stored))
      }),
    )
  })
})

test('metadata reads key by key', () => {
  expect(readMetadata({ n: '5', text: '"5"', word: 'five', object: '{"b":1}' })).toEqual({
    n: 5,
    text: '5',
    word: 'five',
    object: { b: 1 },
  })
})

test('what should be an object and is none reads as empty', () => {
  expect(['{"a":1}', '[1]', 'null', 'x', ''].map(readObject)).toEqual([{ a: 1 }, {}, {}, {}, {}])
})
