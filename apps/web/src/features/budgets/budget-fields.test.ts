import { expect, test } from 'vitest'
import { budgetFieldsOf, budgetTermsOf, noBudgetFields } from './budget-fields.ts'

const nothing = {
  ...{ maxBudget: null, softBudget: null, budgetDuration: null },
  ...{ rpmLimit: null, tpmLimit: null, maxParallelRequests: null },
}

test('what is left empty is no limit, and no amount has no time', () => {
  expect(budgetTermsOf({ ...noBudgetFields, tpmLimit: '500' })).toEqual({ ...nothing, tpmLimit: 500 })
})

test('a soft budget alone is for a time as well', () => {
  const soft = { ...noBudgetFields, softBudget: '4' }
  expect(budgetTermsOf(soft)).toEqual({ ...nothing, softBudget: 4, budgetDuration: '30d' })
})

test('what is stored is shown and stays', () => {
  const terms = { ...nothing, maxBudget: 5, softBudget: 4, budgetDuration: '7d', maxParallelRequests: 2 }
  const stored = { ...terms, id: 'standard', users: [], elsewhere: 0, createdAt: '2026-11-01T00:00:00.000Z' }
  expect(budgetTermsOf(budgetFieldsOf(stored))).toEqual(terms)
})
