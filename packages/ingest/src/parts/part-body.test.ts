import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBody, encodeBody } from './part-body.ts'

const text = fc.string({ unit: 'grapheme' })

test('fields are read as they were written', () => {
  const optional = { requiredKeys: [] as [] }
  const fields = fc.record(
    { name: text, metadata: fc.dictionary(text, text), input: text, output: text, fallbackInput: text },
    optional,
  )
  fc.assert(
    fc.property(fields, (written) => {
      const read = decodeBody(encodeBody(written))
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
