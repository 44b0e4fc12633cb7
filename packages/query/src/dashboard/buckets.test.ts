import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { previousRange, timelineOf } from './buckets.ts'

const from = '2026-11-20T10:07:30Z'
const after = (seconds: number) => new Date(Date.parse(from) + seconds * 1000).toISOString()

describe('the buckets of a range', () => {
  test.each([
    ['an hour', 3600, 60],
    ['six hours', 6 * 3600, 300],
    ['a day', 86_400, 1800],
    ['a week', 7 * 86_400, 10_800],
    ['a month', 30 * 86_400, 43_200],
    ['a quarter', 90 * 86_400, 86_400],
    ['ten years', 3653 * 86_400, 2_419_200],
  ])('%s has buckets of a sensible size', (_, seconds, bucketSeconds) => {
    expect(timelineOf({ from, to: after(seconds) }).bucketSeconds).toBe(bucketSeconds)
  })

  test('are aligned, without gaps, and cover the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: 1, max: 3e8 }), (start, length) => {
        const range = {
          from: new Date(start * 1000 + 123).toISOString(),
          to: new Date((start + length) * 1000 + 123).toISOString(),
        }
        const { bucketSeconds, times } = timelineOf(range)
        const starts = times.map((time) => Date.parse(time))
        const step = bucketSeconds * 1000
        expect(
          starts.every((time, index) => time % step === 0 && time === (starts[0] ?? 0) + index * step),
        ).toBe(true)
        expect(starts[0]).toBeLessThanOrEqual(Date.parse(range.from))
        expect((starts[0] ?? 0) + step).toBeGreaterThan(Date.parse(range.from))
        expect(starts.at(-1)).toBeLessThan(Date.parse(range.to))
        expect((starts.at(-1) ?? 0) + step).toBeGreaterThanOrEqual(Date.parse(range.to))
      }),
    )
  })

  test.each([
    ['empty', from],
    ['backwards', after(-1)],
    ['endless', '9999-12-31T00:00:00Z'],
  ])('a range that is %s is a client error', (_, to) => {
    expect(() => timelineOf({ from, to })).toThrow(expect.objectContaining({ code: 'invalid_request' }))
  })
})

test('the range before ends where the range begins and is as long', () => {
  expect(previousRange({ from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:30:00Z' })).toEqual({
    from: '2026-11-20T08:30:00.000Z',
    to: '2026-11-20T10:00:00Z',
  })
})
