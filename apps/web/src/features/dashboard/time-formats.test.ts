import { expect, test } from 'vitest'
import { timeFormatsOf } from './time-formats.ts'

const midnight = Date.parse('2026-11-23T00:00:00Z')

test.each(['America/New_York', 'UTC', 'Asia/Tokyo'])('a bucket of a day bears its name in %s', (timeZone) => {
  const { formatTick, formatTime } = timeFormatsOf('en', 86_400, timeZone)
  expect([formatTick(midnight), formatTime(midnight)]).toEqual(['11/23', 'Mon, Nov 23'])
})

test('shorter buckets are told in the time of the reader', () => {
  expect(timeFormatsOf('en', 60, 'Asia/Tokyo').formatTick(midnight)).toBe('09:00')
  expect(timeFormatsOf('ja', 3_600 * 6, 'Asia/Tokyo').formatTime(midnight)).toBe('11月23日(月) 09:00')
  expect(timeFormatsOf('ja', 3_600 * 6, 'America/New_York').formatTime(midnight)).toBe('11月22日(日) 19:00')
})
