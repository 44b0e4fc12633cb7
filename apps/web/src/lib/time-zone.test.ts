import { expect, test } from 'vitest'
import { offsetOf } from './time-zone.ts'

const hour = 3_600_000

test.each([
  ['Asia/Tokyo', '2026-07-01T00:00:00.123Z', 9],
  ['Asia/Kolkata', '2026-07-01T00:00:00Z', 5.5],
  ['America/New_York', '2026-01-15T12:00:00Z', -5],
  ['America/New_York', '2026-07-15T12:00:00Z', -4],
  ['UTC', '1969-12-31T23:59:59.999Z', 0],
])('a clock of %s at %s is %d hours ahead of UTC', (zone, instant, hours) => {
  expect(offsetOf(Date.parse(instant), zone) / hour).toBe(hours)
})
