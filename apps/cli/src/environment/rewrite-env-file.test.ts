import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layerEnvironment } from './layers.ts'
import { rewriteEnvFile } from './rewrite-env-file.ts'

const read = (text: string) => layerEnvironment({}, [{ path: '.env', text }]).values

test('old values go, however often and over however many lines; all else stays', () => {
  const text = [
    '# keep',
    'LANGFUSE_HOST="a"',
    'KEY="one',
    'two"',
    'LANGFUSE_HOST=b',
    'LANGFUSE_SECRET_KEY="x',
    'y"',
    'OTHER=1',
  ].join('\n')
  expect(rewriteEnvFile(text, { LANGFUSE_HOST: 'http://h:3000', LANGFUSE_SECRET_KEY: 'sk-lf-1' })).toBe(
    '# keep\nKEY="one\ntwo"\nOTHER=1\nLANGFUSE_HOST=http://h:3000\nLANGFUSE_SECRET_KEY=sk-lf-1\n',
  )
})

test('line ends of Windows stay, and a second time changes nothing', () => {
  const once = rewriteEnvFile('A=1\r\nB=2\r\n', { B: '3' })
  expect(once).toBe('A=1\r\nB=3\r\n')
  expect(rewriteEnvFile(once, { B: '3' })).toBe(once)
})

test('every value is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (value) => {
      // A file has one kind of line end.
      fc.pre(!value.includes('\r'))
      expect(read(rewriteEnvFile('A=1\n', { B: value }))).toEqual({ A: '1', B: value })
    }),
  )
})
