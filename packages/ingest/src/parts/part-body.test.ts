import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBody, encodeBody, withoutTexts } from './part-body.ts'

const text = fc.string({ unit: 'grapheme' })

test('fields are read as they were written', () => {
  const optional = { requiredKeys: [] as [] }
  const fields = fc.record(
    { name: text, metadata: fc.dictionary(text, text), input: text, output: text, fallbackInput: text },
    optional,
  )
  fc.assert(
    fc.property(fields, (written) => {
      const { fields: read, absent } = decodeBody(encodeBody(written))
      expect(absent).toEqual([])
      expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(written)))
    }),
  )
})

test('a prompt is not escaped', () => {
  const input = '[{"role":"user",\n"content":"say \\"hi\\""}]'
  expect(encodeBody({ name: 'n', input })).toBe(`{"name":"n","texts":{"input":${input.length}}}\n${input}`)
})

test('marked falsy values stay in the line', () => {
  expect(encodeBody({ input: { falsy: '' } })).toBe('{"input":{"falsy":""}}')
})

test('a body without its texts tells which it had', () => {
  const body = encodeBody({ name: 'n', input: 'a\nb', output: { falsy: '' }, fallbackOutput: 'c' })
  const fields = { name: 'n', output: { falsy: '' } }
  expect(decodeBody(withoutTexts(body))).toEqual({ fields, absent: ['input', 'fallbackOutput'] })
  expect(withoutTexts(withoutTexts(body))).toBe(withoutTexts(body))
})
