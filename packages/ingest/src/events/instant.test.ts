import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundInstant, formatInstant, parseInstant, parseStoredInstant } from './instant.ts'

describe('instants', () => {
  test('microseconds of a sender survive', () => {
    const instant = parseInstant('2026-11-23T08:20:18.846909Z')
    expect(instant).toBe(Date.UTC(2026, 10, 23, 8, 20, 18) * 1000 + 846_909)
    expect(formatInstant(instant ?? 0)).toBe('2026-11-23 08:20:18.846909')
  })

  test.each([
    ['2026-11-23T08:20:18Z', '2026-11-23 08:20:18.000000'],
    ['2026-11-23T08:20:18.5Z', '2026-11-23 08:20:18.500000'],
    ['2026-11-23T08:20:18.1234Z', '2026-11-23 08:20:18.123400'],
    ['2026-11-23T08:20:18.123456789Z', '2026-11-23 08:20:18.123456'],
    ['2026-11-23T17:20:18.846909+09:00', '2026-11-23 08:20:18.846909'],
  ])('%s is stored as %s', (text, stored) => {
    expect(formatInstant(parseInstant(text) ?? 0)).toBe(stored)
  })

  test('what the engine cannot hold is brought into its range', () => {
    expect(formatInstant(parseInstant('0001-01-01T00:00:00Z') ?? 0)).toBe('1970-01-01 00:00:00.000000')
    expect(formatInstant(parseInstant('9999-12-31T23:59:59Z') ?? 0)).toBe('2106-01-01 00:00:00.000000')
    expect(boundInstant(Number.NaN)).toBe(0)
    expect(parseInstant('yesterday')).toBeNull()
  })

  test('writing and reading are inverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2106, 0) * 1000 }), (instant) => {
        expect(parseStoredInstant(formatInstant(instant))).toBe(instant)
      }),
    )
  })
})
