import { expect, test } from 'vitest'
import { type Burning, burnDown, forecast } from './burn-down.ts'

/** Two dollars a day in the first five days of November, of a budget of thirty. */
const burning: Burning = {
  maxBudget: 30,
  since: '2026-11-01T00:00:00.000Z',
  days: [1, 2, 3, 4, 5].map((day) => ({ day: `2026-11-0${day}`, spend: 2 })),
  resetAt: '2026-12-01T00:00:00.000Z',
  now: Date.parse('2026-11-06T00:00:00.000Z'),
  spend: 10,
}

test('a budget that is spent too fast is used up before it begins anew', () => {
  expect(forecast(burning)).toEqual({
    usedUpAt: Date.parse('2026-11-16T00:00:00.000Z'),
    atEnd: 60,
    isUsed: true,
  })
})

test('one that lasts is not, and what will have been spent is told', () => {
  expect(forecast({ ...burning, maxBudget: 100 })).toEqual({ usedUpAt: undefined, atEnd: 60, isUsed: true })
})

test('a budget for ever has no end, and without spend none is near', () => {
  expect(forecast({ ...burning, resetAt: null })).toMatchObject({ atEnd: undefined })
  const quiet = { ...burning, days: [], spend: 0 }
  expect(forecast(quiet)).toEqual({ usedUpAt: undefined, atEnd: 0, isUsed: false })
})

test('one that lasts longer than anybody plans has no day on which it is used up', () => {
  const ample = { ...burning, maxBudget: 1e9, days: [{ day: '2026-11-05', spend: 1e-9 }], resetAt: null }
  expect(forecast(ample)).toEqual({ usedUpAt: undefined, atEnd: undefined, isUsed: true })
})

test('one that is used up is so now', () => {
  expect(forecast({ ...burning, maxBudget: 10 }).usedUpAt).toBe(burning.now)
})

test('only the last days tell how fast money is spent', () => {
  const old = [{ day: '2026-11-01', spend: 10 }]
  const now = Date.parse('2026-11-20T12:00:00.000Z')
  expect(forecast({ ...burning, days: old, now })).toEqual({ usedUpAt: undefined, atEnd: 10, isUsed: false })
})

test('what is left falls day by day and goes on as forecast until the budget begins anew', () => {
  const points = burnDown(burning)
  expect(points).toHaveLength(30)
  expect(points.slice(3, 7).map(({ left, forecast }) => [left, forecast])).toEqual([
    [22, null],
    [20, null],
    [20, 20],
    [null, 16],
  ])
  expect(points.at(-1)).toMatchObject({ left: null, forecast: 0 })
})
