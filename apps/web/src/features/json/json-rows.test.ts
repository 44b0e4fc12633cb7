import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everything, firstExpanded, shortText, splitText, toRows } from './json-rows.ts'

const lines = (value: unknown, expanded: ReadonlySet<string>) =>
  toRows(value, expanded).map(
    ({ depth, name, text }) => `${' '.repeat(depth)}${name === undefined ? '' : `${name}: `}${text}`,
  )

describe('rows', () => {
  test('only what is open shows its entries', () => {
    const value = { a: 1, b: { c: [true, null] }, d: 'x' }
    expect(lines(value, new Set(['']))).toEqual(['{', ' a: 1', ' b: { … }', ' d: "x"', '}'])
    expect(lines(value, new Set(['', '/b', '/b/c']))).toEqual([
      '{',
      ' a: 1',
      ' b: {',
      '  c: [',
      '   0: true',
      '   1: null',
      '  ]',
      ' }',
      ' d: "x"',
      '}',
    ])
  })

  test('a text that refers to a file says which', () => {
    const value = { doc: '@@@langfuseMedia:type=image/png|id=cat|source=bytes@@@', text: 'a cat' }
    expect(toRows(value, new Set([''])).map(({ media }) => media?.mediaId)).toEqual([
      undefined,
      'cat',
      undefined,
      undefined,
    ])
  })

  test('a slash in a key does not open another value', () => {
    const value = { 'a/b': { x: 1 }, a: { b: { y: 2 } } }
    expect(lines(value, new Set(['', '/a~1b']))).toEqual(['{', ' a/b: {', '  x: 1', ' }', ' a: { … }', '}'])
  })

  test('a long text is cut until it is opened, and then comes in pieces', () => {
    const text = `${'x'.repeat(shortText)}\nsecond line`
    const closed = toRows({ text }, new Set(['']))
    expect(closed[1]).toMatchObject({ size: text.length, expanded: false })
    const open = toRows({ text }, new Set(['', '/text']))
    expect(open.filter(({ kind }) => kind === 'chunk').map(({ text: piece }) => piece)).toEqual(
      text.split('\n'),
    )
  })

  test('a text of several lines shows them as lines', () => {
    const value = { code: 'if (x)\n  y()' }
    const open = toRows(value, firstExpanded(value))
    expect(open.filter(({ kind }) => kind === 'chunk').map(({ text }) => text)).toEqual(['if (x)', '  y()'])
    expect(toRows(value, new Set(['']))[1]?.text).toBe('"if (x)\\n  y()"')
  })

  test('five megabytes of text become small pieces that add up to it', () => {
    const text = 'あ'.repeat(5_000_000)
    const pieces = splitText(text)
    expect(pieces.join('')).toBe(text)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2_000)
  })

  test('no piece ends in the middle of a character', () => {
    const text = `a${'😀'.repeat(1_000)}`
    expect(splitText(text).every((piece) => piece.isWellFormed())).toBe(true)
    expect(splitText(text).join('')).toBe(text)
    expect(toRows({ text }, new Set(['']))[1]?.text).not.toContain('\\ud83d')
  })

  test('keys are unique whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const rows = toRows(value, everything(value))
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
      }),
    )
  })
})

describe('what is open at first', () => {
  test('a small value is all open', () => {
    const value = { a: { b: { c: 1 } }, d: [1, 2] }
    expect(firstExpanded(value)).toEqual(everything(value))
  })

  test('a large one shows its outside within the budget', () => {
    const value = { messages: Array.from({ length: 40 }, () => ({ role: 'user', content: [1, 2, 3, 4, 5] })) }
    const expanded = firstExpanded(value, 60)
    expect(expanded.has('/messages')).toBe(true)
    expect(toRows(value, expanded).length).toBeLessThan(100)
  })
})
