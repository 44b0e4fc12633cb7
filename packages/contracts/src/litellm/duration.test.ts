import { expect, test } from 'vitest'
import { addDuration, duration } from './duration.ts'

test.each([
  ['30s', '2026-01-31T00:00:30.000Z'],
  ['30m', '2026-01-31T00:30:00.000Z'],
  ['30h', '2026-02-01T06:00:00.000Z'],
  ['30d', '2026-03-02T00:00:00.000Z'],
  ['2w', '2026-02-14T00:00:00.000Z'],
  ['1mo', '2026-02-28T00:00:00.000Z'],
  ['12mo', '2027-01-31T00:00:00.000Z'],
])('%s after the end of January', (length, expected) => {
  expect(addDuration(new Date('2026-01-31T00:00:00.000Z'), length).toISOString()).toBe(expected)
})

test.each(['', '0d', '-1d', '1.5h', '30', 'd', '1y'])('%j is no duration', (text) => {
  expect(duration.safeParse(text).success).toBe(false)
})
