import { join, normalize } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blobPath } from './blob-path.ts'

const key = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter(
    (text) => !/\p{Cc}/u.test(text) && text.isWellFormed() && text.split('/').every((part) => part !== ''),
  )

describe('blobPath', () => {
  it('keeps ordinary keys readable', () => {
    expect(blobPath('exports/run_1/part-2.jsonl')).toBe('exports/run_1/part-2.jsonl~')
  })

  it('keeps keys apart that differ in case only', () => {
    expect(blobPath('media/aB')).toBe('media/a+b~')
    expect(blobPath('media/ab')).toBe('media/ab~')
  })

  it.each(['../../etc/passwd', '..', '.', './a', 'a/../../b', '.incoming/x'])(
    'holds %s inside the folder',
    (text) => {
      expect(normalize(join('/blobs', blobPath(text)))).toMatch(/^\/blobs\/[^.]/)
    },
  )

  it.each(['', '/a', 'a/', 'a//b', 'a\0b', 'a\nb', '\ud800', 'x'.repeat(513), 'あ'.repeat(100)])(
    'refuses %j',
    (text) => {
      expect(() => blobPath(text)).toThrow('is not a blob')
    },
  )

  it('gives each key a file of its own, even where case does not count', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        fc.pre(one !== other)
        expect(blobPath(one).toLowerCase()).not.toBe(blobPath(other).toLowerCase())
      }),
    )
  })
})
