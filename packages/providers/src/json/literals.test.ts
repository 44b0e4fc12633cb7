import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findLiterals } from './find-literals.ts'
import { leastLiteral } from './literals.ts'
import { joinPieces, toJsonBody, toJsonPieces } from './write-json.ts'

/** As a client may send it: `value` is what the parser makes of it. */
interface Sent {
  readonly json: Buffer
  readonly value: object
}

const sent = (text: string): Sent => ({ json: Buffer.from(text), value: JSON.parse(text) })

function written({ json, value }: Sent): string {
  return Buffer.from(toJsonBody(value, findLiterals(json, value))).toString()
}

const unit = fc.constantFrom('a', '\n', '"', '\\', '/', '\u0000', '天', '🙂', '\ud800', ' ', 'é')
const longText = fc
  .array(unit, { minLength: 1, maxLength: 40 })
  .map((units) => units.join('').repeat(Math.ceil(leastLiteral / units.length)))
const key = fc.oneof(fc.constantFrom('content', 'text', '10', '2', '__proto__', '"\\', ''), fc.string())
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    longText,
    fc.oneof(fc.string(), fc.double({ noDefaultInfinity: true, noNaN: true }), fc.constantFrom(null, true)),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 }).map((fields) => new Fields(fields)),
  ),
}))

/** An object as text may have it: with keys that come twice. */
class Fields {
  readonly all: readonly (readonly [string, unknown])[]

  constructor(all: readonly (readonly [string, unknown])[]) {
    this.all = all
  }
}

/** Writes JSON as clients in other languages do: with spaces, or with escapes where none are needed. */
function toText(value: unknown, style: { readonly space: string; readonly escapeAll: boolean }): string {
  const { space, escapeAll } = style
  if (Array.isArray(value)) return `[${value.map((entry) => toText(entry, style)).join(`,${space}`)}]`
  if (value instanceof Fields) {
    const fields = value.all.map(
      ([name, entry]) => `${toText(name, style)}${space}:${space}${toText(entry, style)}`,
    )
    return `{${fields.join(`${space},`)}}`
  }
  if (typeof value !== 'string' || !escapeAll) return JSON.stringify(value)
  const units = Array.from({ length: value.length }, (_, at) =>
    value.charCodeAt(at).toString(16).padStart(4, '0'),
  )
  return `"${units.map((code) => `\\u${code}`).join('')}"`
}

test('a document is written as it was understood, however it was worded', () => {
  const style = fc.record({ space: fc.constantFrom('', ' ', '\n  '), escapeAll: fc.boolean() })
  fc.assert(
    fc.property(fc.array(fc.tuple(key, tree), { maxLength: 4 }), style, (fields, how) => {
      const document = sent(toText(new Fields(fields), how))
      expect(JSON.stringify(JSON.parse(written(document)))).toBe(JSON.stringify(document.value))
    }),
    { numRuns: 500 },
  )
})

test('long texts are copied as the client wrote them, whatever surrounds them', () => {
  const text = `${'\\u0041'.repeat(leastLiteral)}\\/`
  const document = sent(`{"messages": [{"role": "user", "content": "${text}"}], "seed": 1}`)
  expect(written(document)).toBe(`{"messages":[{"role":"user","content":"${text}"}],"seed":1}`)
  const { value } = document as { value: { messages: unknown } }
  const literals = findLiterals(document.json, value)
  const elsewhere = { system: [{ parts: value.messages }] }
  expect(joinPieces(toJsonPieces(elsewhere, literals)).toString()).toContain(text)
})

test.each([
  ['the last one counts', (long: string) => `{"content":"${long}","content":"short"}`],
  ['one further up counts', (long: string) => `{"a":[{"b":"${long}"}],"a":[{"b":"x"}]}`],
  ['the same length', (long: string) => `{"a":{"b":"${long}"},"a":{"b":"${long.replaceAll('x', 'y')}"}}`],
])('a key that comes twice: %s', (_, text) => {
  const document = sent(text('x'.repeat(leastLiteral)))
  expect(findLiterals(document.json, document.value)).toBeUndefined()
  expect(written(document)).toBe(JSON.stringify(document.value))
})

test('bytes that are no UTF-8 are not passed on', () => {
  const json = Buffer.from(`{"content":"${'x'.repeat(leastLiteral)}?"}`)
  json[json.indexOf('?')] = 0xff
  expect(findLiterals(json, JSON.parse(json.toString()))).toBeUndefined()
})

test('what was changed since is written anew, and so is everything once the memory is given back', () => {
  const text = 'secret '.repeat(leastLiteral)
  const value = { content: text }
  const json = Buffer.allocUnsafeSlow(text.length + '{"content":""}'.length)
  json.write(JSON.stringify(value))
  const literals = findLiterals(json, value)
  const masked = { content: text.replaceAll('secret', 'masked') }
  expect(joinPieces(toJsonPieces(masked, literals)).toString()).toBe(JSON.stringify(masked))
  literals?.release()
  expect(json).toHaveLength(0)
  expect(joinPieces(toJsonPieces(value, literals)).toString()).toBe(JSON.stringify(value))
})

test('many texts cost no more than their bytes, however deep they lie and however alike they are', () => {
  const texts = Array.from({ length: 500 }, (_, index) => `${'x'.repeat(leastLiteral)}${index}`)
  const document = sent(`{"messages":${JSON.stringify(texts)},"seed":1}`)
  expect(written(document)).toBe(JSON.stringify(document.value))
  const { json, value } = sent(`${'[{"a":'.repeat(50_000)}${JSON.stringify(texts)}${'}]'.repeat(50_000)}`)
  expect(findLiterals(json, value)).toBeUndefined()
})
