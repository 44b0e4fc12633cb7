import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('commas, quotes and lines stay within their cell', () => {
  expect(toCsv([['a,b', 'say "hi"', 'two\nlines', 0.5]])).toBe(
    '\uFEFF"a,b","say ""hi""","two\nlines",0.5\r\n',
  )
})

test('a name that reads as a formula is text, a negative number is a number', () => {
  expect(toCsv([['=HYPERLINK("x")', '@sum', -1]])).toBe('\uFEFF"\'=HYPERLINK(""x"")",\'@sum,-1\r\n')
})
