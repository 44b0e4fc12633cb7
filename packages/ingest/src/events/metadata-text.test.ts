import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metadataOf, metadataText, metadataTextOfAttribute } from './metadata-text.ts'

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

describe('metadata', () => {
  test.each([
    ['plain words', 'plain words'],
    ['5', '"5"'],
    [5, '5'],
    [5.5, '5.5'],
    ['', ''],
    ['true', '"true"'],
    [null, 'null'],
    [{ b: 1 }, '{"b":1}'],
    ['{"b":1}', '"{\\"b\\":1}"'],
    ['1983516295378495150', '"1983516295378495150"'],
    ['not json {', 'not json {'],
  ])('%j is stored as %s', (value, text) => {
    expect(metadataText(value)).toBe(text)
  })

  test('an object of very many keys is one value', () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`k${index}`, index]))
    const stored = metadataOf(many)
    expect(Object.keys(stored ?? {})).toEqual(['metadata'])
    expect(read(stored?.metadata ?? '')).toEqual(many)
    const { k0, ...fewer } = many
    expect(Object.keys(metadataOf(fewer) ?? {})).toHaveLength(10_000)
    expect(k0).toBe(0)
  })

  test('every JSON value is read again as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON itself has no negative zero.
        const sent = JSON.parse(JSON.stringify(value)) as unknown
        expect(read(metadataText(sent))).toEqual(sent)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(read(metadataText(text))).toBe(text)
      }),
    )
  })

  test('texts of attributes mean what they say as JSON', () => {
    expect(read(metadataTextOfAttribute('5'))).toBe(5)
    expect(read(metadataTextOfAttribute('{"b": 1}'))).toEqual({ b: 1 })
    expect(read(metadataTextOfAttribute('v'))).toBe('v')
    expect(read(metadataTextOfAttribute(7))).toBe(7)
    expect(read(metadataTextOfAttribute('1983516295378495150'))).toBe('1983516295378495150')
  })

  test('what is no object is kept under the key metadata', () => {
    expect(metadataOf([1, 2])).toEqual({ metadata: '[1,2]' })
    expect(metadataOf('note')).toEqual({ metadata: 'note' })
    expect(metadataOf({ a: undefined, b: '' })).toEqual({ b: '' })
    expect(metadataOf(null)).toBeNull()
    expect(metadataOf(undefined)).toBeUndefined()
  })
})
