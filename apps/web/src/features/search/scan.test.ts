import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quote, scan } from './scan.ts'

const told = (text: string) =>
  scan(text).map((found) =>
    found.kind === 'word'
      ? found.word.text
      : [found.isNegated, found.key.text, found.name?.text, found.values.map((value) => value.text)],
  )

test('terms and words stand between white space, full width too', () => {
  expect(told('refund  model:a,b　-user:"山田 太郎" metadata.a.b:x')).toEqual([
    'refund',
    [false, 'model', undefined, ['a', 'b']],
    [true, 'user', undefined, ['山田 太郎']],
    [false, 'metadata', 'a.b', ['x']],
  ])
})

test('a full-width colon is one', () => {
  expect(told('model：a')).toEqual([[false, 'model', undefined, ['a']]])
})

test('what does not begin with a key is a word', () => {
  expect(told('12:30 件名:会議 "model:a" - :x')).toEqual(['12:30', '件名:会議', 'model:a', '-', ':x'])
})

test('quotes that do not end reach to the end of the text', () => {
  expect(scan('user:"ann and')).toMatchObject([{ values: [{ text: 'ann and', isClosed: false }], to: 13 }])
})

test('every piece of a text is told with its place', () => {
  const text = '-metadata."a b":x,"y z"'
  const [term] = scan(text)
  if (term?.kind !== 'term') throw new Error('no term')
  const pieces = [term.key, ...(term.name ? [term.name] : []), ...term.values]
  expect(pieces.map(({ from, to }) => text.slice(from, to))).toEqual(['metadata', '"a b"', 'x', '"y z"'])
})

test('whatever stands in quotes is meant as it stands, on one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const written = quote(text)
      expect(written).not.toMatch(/[\n\r]/)
      expect(scan(written)).toMatchObject([{ kind: 'word', word: { text, isClosed: true } }])
    }),
  )
})
