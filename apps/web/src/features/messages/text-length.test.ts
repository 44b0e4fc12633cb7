import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText, textBlocks } from './text-length.ts'

test('short texts and those a little longer than the limit are whole', () => {
  expect(cutText('abc', 10)).toEqual({ shown: 'abc', isCut: false })
  expect(cutText('x'.repeat(12), 10).isCut).toBe(false)
})

test('a long text ends with a line where one is near', () => {
  const text = `${'a'.repeat(80)}\n${'b'.repeat(80)}`
  expect(cutText(text, 100)).toEqual({ shown: 'a'.repeat(80), isCut: true })
})

test('no character is cut in two', () => {
  expect(cutText('😀'.repeat(50), 21).shown).toBe('😀'.repeat(10))
})

test('a block of one long line ends with a whole character', () => {
  const [first] = textBlocks(`a${'😀'.repeat(6_000)}`)
  expect(first?.isWellFormed()).toBe(true)
})

test('blocks add up to the text, and none is huge', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 30_000 }), { maxLength: 4 }), (lines) => {
      const text = lines.join('\n')
      const blocks = textBlocks(text)
      expect(blocks.join('')).toBe(text)
      expect(blocks.every((block) => block.length > 0 && block.length <= 8_001)).toBe(true)
    }),
  )
})
