import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEnvFile } from './dotenv.ts'
import { layerEnvironment } from './layers.ts'

function read(text: string): Record<string, string> {
  return { ...layerEnvironment({}, [{ path: '.env', text }]).values }
}

test('quotes, comments, export, byte order mark and CRLF are understood', () => {
  const text = [
    '\uFEFF# a comment',
    '  # an indented one',
    '',
    'PLAIN=value',
    'export EXPORTED = spaced ',
    'DOUBLE="a # b"  # trailing',
    'SINGLE=\'a "quoted" # b\' # trailing',
    'BACK=`it\'s "both"`',
    'TRAILING=value # comment',
    'HASH=a#b',
    'ONLY_COMMENT= # nothing',
    'EQUALS=a=b==',
    'ESCAPES="line\\nnext\\ttab \\"quoted\\" back\\\\slash"',
    "LITERAL='no\\nescape'",
    'WINDOWS=C:\\new\\table',
    '日本="x"',
  ].join('\r\n')
  expect(read(text)).toEqual({
    PLAIN: 'value',
    EXPORTED: 'spaced',
    DOUBLE: 'a # b',
    SINGLE: 'a "quoted" # b',
    BACK: 'it\'s "both"',
    TRAILING: 'value',
    HASH: 'a#b',
    EQUALS: 'a=b==',
    ESCAPES: 'line\nnext\ttab "quoted" back\\slash',
    LITERAL: 'no\\nescape',
    WINDOWS: 'C:\\new\\table',
  })
})

test('a quoted value may span lines, as private keys do', () => {
  expect(read('KEY="-----BEGIN\nabc\n-----END"\nNEXT=1')).toEqual({
    KEY: '-----BEGIN\nabc\n-----END',
    NEXT: '1',
  })
})

test('lines that are no assignment and quotes that stay open are reported with their line', () => {
  const parsed = parseEnvFile('A="x\ny"\nthis is nothing\nB="open\nC=1\nLONELY\n')
  expect(parsed.problems).toEqual([
    { line: 3, kind: 'not-an-assignment' },
    { line: 4, kind: 'open-quote' },
  ])
  expect(parsed.assignments.map(({ name, value }) => [name, value])).toEqual([
    ['A', 'x\ny'],
    ['B', '"open'],
    ['C', '1'],
  ])
})

test('references take defaults, alternatives and nested references', () => {
  const text = [
    'USER=kansoku',
    'URL="postgresql://${USER}:${PASSWORD:-secret}@host/${DB-db}"',
    'NESTED=${MISSING:-${USER}-x}',
    'ALTERNATIVE=${USER:+yes}${MISSING:+no}',
    'BARE=pa$word$1',
    'ESCAPED="\\${USER}"',
    'ESCAPED_BARE=\\${USER}',
    "SINGLE='${USER}'",
    'UNSET=${MISSING}',
    'OPEN=${USER',
    'ODD=${not a name}',
  ].join('\n')
  expect(read(text)).toEqual({
    USER: 'kansoku',
    URL: 'postgresql://kansoku:secret@host/db',
    NESTED: 'kansoku-x',
    ALTERNATIVE: 'yes',
    BARE: 'pa$word$1',
    ESCAPED: '${USER}',
    ESCAPED_BARE: '${USER}',
    SINGLE: '${USER}',
    OPEN: '${USER',
    ODD: '${not a name}',
  })
})

const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,12}$/)
const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !/[\r\0]/.test(value))

test('whatever is written between double quotes with escapes is read back', () => {
  const quote = (value: string) =>
    `"${value.replaceAll(/[\\"$]/g, (character) => `\\${character}`).replaceAll('\n', '\\n')}"`
  fc.assert(
    fc.property(fc.dictionary(name, text, { maxKeys: 8 }), (values) => {
      const file = Object.entries(values)
        .map(([key, value]) => `${key}=${quote(value)} # ${'comment'}`)
        .join('\n')
      expect(read(file)).toEqual({ ...values })
    }),
  )
})

test('any text at all is read without an error, and lines keep their numbers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (file) => {
      const lines = file.replace(/\r\n?/g, '\n').split('\n').length
      const { assignments, problems } = parseEnvFile(file)
      for (const { line } of [...assignments, ...problems]) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(lines)
      }
      read(file)
    }),
  )
})
