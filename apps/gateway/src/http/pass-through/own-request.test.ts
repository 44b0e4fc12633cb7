import { expect, test } from 'vitest'
import { fieldsOf } from './own-request.ts'

test.each([
  ['a blank', ' {"model":"gpt-5"}'],
  ['lines and tabs', '\r\n\t {"model":"gpt-5"}'],
  ['a byte order mark', '\ufeff{"model":"gpt-5"}'],
])('%s before an object hides no model', (_, text) => {
  expect(fieldsOf(Buffer.from(text))).toEqual({ model: 'gpt-5' })
})

test.each(['', ' ', '[1]', '"text"', '{"broken', '--boundary'])('%j has no fields', (text) => {
  expect(fieldsOf(Buffer.from(text))).toEqual({})
})
