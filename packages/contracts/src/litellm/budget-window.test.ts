import { expect, test } from 'vitest'
import { budgetWindow } from './budget-window.ts'

/** A Friday. */
const now = Date.parse('2026-11-27T18:34:56.000Z')

test.each([
  ['30s', '2026-11-27T18:34:30.000Z', '2026-11-27T18:35:00.000Z'],
  ['1h', '2026-11-27T18:00:00.000Z', '2026-11-27T19:00:00.000Z'],
  ['24h', '2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z'],
  ['1d', '2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z'],
  ['7d', '2026-11-23T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  ['1w', '2026-11-23T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  ['30d', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
  ['1mo', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
  ['3mo', '2026-10-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
])('%s', (length, startsAt, endsAt) => {
  const window = budgetWindow(length, now)
  expect(new Date(window.startsAt).toISOString()).toBe(startsAt)
  expect(new Date(window.endsAt).toISOString()).toBe(endsAt)
})

test('without a duration a budget is for ever', () => {
  expect(budgetWindow(undefined, now)).toEqual({ startsAt: 0, endsAt: Number.POSITIVE_INFINITY })
})
