import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBody, encodeBody, joinBody, lengthOfBody, splitBody } from './part-body.ts'

const text = fc.string({ unit: 'grapheme' })

test('fields are read as they were written', () => {
  const optional = { requiredKeys: [] as [] }
  const fields = fc.record(
    { name: text, metadata: fc.dictionary(text, text), input: text, output: text, fallbackInput: text },
    optional,
  )
  fc.assert(
    fc.property(fields, (written) => {
      const body = encodeBody(written)
      const stored = joinBody(body)
      for (const { fields: read, absent } of [body, splitBody(stored)].map(decodeBody)) {
        expect(absent).toEqual([])
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(written)))
      }
      expect(joinBody(splitBody(stored))).toBe(stored)
      expect(lengthOfBody(body)).toBe(body.join('').length)
    }),
  )
})

test('a prompt is not escaped', () => {
  const input = '[{"role":"user",\n"content":"say \\"hi\\""}]'
  expect(joinBody(encodeBody({ name: 'n', input }))).toBe(
    `{"name":"n","texts":{"input":${input.length}}}\n${input}`,
  )
})

test('marked falsy values stay in the line', () => {
  expect(encodeBody({ input: { falsy: '' } })).toEqual(['{"input":{"falsy":""}}'])
})

test('the line of a body tells which texts it had', () => {
  const [line] = encodeBody({ name: 'n', input: 'a\nb', output: { falsy: '' }, fallbackOutput: 'c' })
  const fields = { name: 'n', output: { falsy: '' } }
  expect(decodeBody([line])).toEqual({ fields, absent: ['input', 'fallbackOutput'] })
  expect(splitBody(line)).toEqual([line])
})
