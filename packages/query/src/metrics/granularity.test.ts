import { describe, expect, test } from 'vitest'
import { bucketNumberOf, bucketStart, resolveGranularity } from './granularity.ts'

describe('auto', () => {
  const from = '2026-01-01T00:00:00.000Z'
  const after = (hours: number) => new Date(Date.parse(from) + hours * 3_600_000).toISOString()
  test.each([
    [1.99, 'minute'],
    [2, 'hour'],
    [71.9, 'hour'],
    [72, 'day'],
    [60 * 24 - 1, 'day'],
    [60 * 24, 'week'],
    [364 * 24, 'week'],
    [365 * 24, 'month'],
  ])('over %d hours is %s', (hours, granularity) => {
    expect(resolveGranularity('auto', { from, to: after(hours) })).toBe(granularity)
  })
})

test.each([
  ['minute', '2026-11-20T10:05:59.999Z', '2026-11-20T10:05:00Z', '2026-11-20T10:06:00Z'],
  ['hour', '2026-11-20T23:05:59.999Z', '2026-11-20T23:00:00Z', '2026-11-21T00:00:00Z'],
  ['day', '2026-11-30T23:59:59.999Z', '2026-11-30', '2026-12-01'],
  ['week', '2026-11-22T23:59:59.999Z', '2026-11-16', '2026-11-23'],
  ['week', '1970-01-01T00:00:00.000Z', '1969-12-29', '1970-01-05'],
  ['month', '2026-12-31T23:59:59.999Z', '2026-12-01', '2027-01-01'],
] as const)('the %s of %s begins at %s, the next at %s', (granularity, instant, start, next) => {
  const bucket = bucketNumberOf(instant, granularity)
  expect(bucketStart(bucket, granularity)).toBe(start)
  expect(bucketStart(bucket + 1, granularity)).toBe(next)
})
