import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, lengths, rangeOf, unite } from './pieces.ts'

const minute = 60_000
const instant = fc
  .integer({ min: 0, max: 10 * 24 * 60 })
  .map((minutes) => new Date(minutes * minute).toISOString())
const range = fc.tuple(instant, instant, fc.boolean()).map(([a, b, inclusive]) => {
  const [from = a, to = b] = [a, b].sort()
  return { from, to, inclusive }
})

test('whole pieces and edges are the range, each once', () => {
  fc.assert(
    fc.property(range, fc.constantFrom(lengths.day, lengths.hour), (range, length) => {
      const { whole, edges } = cut(range, length)
      const all = unite([...whole.map((begin) => rangeOf(begin, length)), ...edges])
      expect(all).toHaveLength(1)
      expect(all[0]).toMatchObject({ from: range.from, to: range.to })
      expect(all[0]?.inclusive ?? false).toBe(range.inclusive)
      expect(whole.every((begin) => begin % length === 0)).toBe(true)
      if (whole.length === 0)
        expect(Date.parse(range.to) - Date.parse(range.from)).toBeLessThan(2000 * length)
    }),
  )
})

test('a microsecond decides whether a piece is whole', () => {
  const from = '1970-01-01T00:00:00.000001Z'
  expect(cut({ from, to: '1970-01-03T00:00:00Z' }, lengths.day)).toEqual({
    whole: [86_400],
    edges: [{ from, to: '1970-01-02T00:00:00.000Z' }],
  })
  const to = '1970-01-02T00:00:00.000001Z'
  expect(cut({ from: '1970-01-01T00:00:00Z', to }, lengths.day)).toEqual({
    whole: [0],
    edges: [{ from: '1970-01-02T00:00:00.000Z', to, inclusive: false }],
  })
})
