import { expect, test } from 'vitest'
import {
  fittingPreset,
  fromFieldValue,
  isOpenEnded,
  presetSeconds,
  presets,
  readRange,
  toFieldValue,
  toInterval,
} from './time-range.ts'

const now = Date.parse('2026-11-23T12:00:00.000Z')

test('a preset means the time up to now', () => {
  expect(toInterval({ range: '15m' }, now)).toEqual({
    from: '2026-11-23T11:45:00.000Z',
    to: '2026-11-23T12:00:00.000Z',
  })
  expect(presets.map(presetSeconds)).toEqual([
    900, 3600, 10800, 21600, 86400, 604800, 1209600, 2592000, 7776000,
  ])
})

test('a young project is shown since it began, one that is older by the day', () => {
  const presetAfter = (hours: number) => fittingPreset(new Date(now - hours * 3_600_000).toISOString(), now)
  expect([0.1, 0.9, 1, 2.9, 4, 6, 100].map(presetAfter)).toEqual(['1h', '1h', '3h', '3h', '6h', '24h', '24h'])
})

test('without a range the last day is shown', () => {
  expect(toInterval({}, now).from).toBe('2026-11-22T12:00:00.000Z')
})

test('a custom range wins over a preset and is normalised to UTC', () => {
  const range = readRange({ range: '1h', from: '2026-11-01T09:00:00+09:00', to: '2026-11-02T00:00:00Z' })
  expect(range).toEqual({ from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' })
  expect(toInterval(range, now)).toEqual({ from: range.from, to: range.to })
})

test('nonsense in an address falls back to the default', () => {
  expect(readRange({ range: '5y' })).toEqual({})
  expect(readRange({ from: 'yesterday', to: '2026-11-02T00:00:00Z' })).toEqual({})
  expect(readRange({ from: '2026-11-03T00:00:00Z', to: '2026-11-02T00:00:00Z' })).toEqual({})
  expect(readRange({ env: ['production', 'production', ''] })).toEqual({ env: ['production'] })
})

test('only a range that reaches into the future waits for new traces', () => {
  expect(isOpenEnded({ range: '1h' }, now)).toBe(true)
  expect(isOpenEnded({ from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' }, now)).toBe(false)
})

test('date fields round-trip to the minute', () => {
  for (const zone of [undefined, 'Asia/Tokyo', 'America/New_York']) {
    const instant = '2026-11-23T12:34:00.000Z'
    expect(fromFieldValue(toFieldValue(instant, zone), zone)).toBe(instant)
  }
  expect(toFieldValue('2026-11-23T22:34:00Z', 'Asia/Tokyo')).toBe('2026-11-24T07:34')
  // Clocks there went back an hour on the first of November.
  expect(fromFieldValue('2026-10-31T23:30', 'America/New_York')).toBe('2026-11-01T03:30:00.000Z')
  expect(fromFieldValue('2026-11-01T23:30', 'America/New_York')).toBe('2026-11-02T04:30:00.000Z')
  expect(fromFieldValue('', undefined)).toBeUndefined()
})
