import type { Budgeted } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { budgetStateOf, forecastOf } from './budget-state.ts'

const now = Date.parse('2026-11-16T00:00:00.000Z')

/** Ten dollars in each of the last six days, of a budget of five hundred a month. */
const budget: Budgeted = {
  ...{ kind: 'team', id: 'red', memberId: null, name: 'Red', teamName: null, budgetId: null },
  ...{ isBlocked: false, spend: 60, maxBudget: 500, softBudget: null },
  ...{ budgetDuration: '30d', budgetResetAt: '2026-12-01T00:00:00.000Z' },
  recent: { since: '2026-11-10T00:00:00.000Z', spend: 60 },
}

test('a listed budget goes on at the pace of the last days', () => {
  expect(forecastOf(budget, now)).toEqual({ usedUpAt: undefined, atEnd: 210, isUsed: true })
  const small = { ...budget, maxBudget: 100 }
  expect(forecastOf(small, now).usedUpAt).toBe(Date.parse('2026-11-20T00:00:00.000Z'))
})

test.each([
  ['fits', {}],
  ['short', { maxBudget: 100 }],
  ['nearly', { maxBudget: 500, spend: 450, recent: { ...budget.recent, spend: 0 } }],
  ['soft', { softBudget: 50 }],
  ['spent', { maxBudget: 60 }],
  ['blocked', { isBlocked: true, maxBudget: 60 }],
  // Without an end, a budget that is used up one day is no budget that runs short.
  ['fits', { maxBudget: 1000, budgetResetAt: null }],
] as const)('%s: %j', (state, part) => {
  expect(budgetStateOf({ ...budget, ...part }, now)).toBe(state)
})
