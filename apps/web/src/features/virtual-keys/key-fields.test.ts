import { expect, test } from 'vitest'
import { changesOf, fieldsOf, keepExpiry, noFields } from './key-fields.ts'

test('an empty form is a key without a limit', () => {
  expect(changesOf(noFields)).toEqual({ teamId: null, expiresIn: null })
})

test('a key that is changed leaves its budget with a name to say what it said', () => {
  const limits = { budgetDuration: '30d', rpmLimit: null, tpmLimit: null }
  const before = fieldsOf({
    ...{ id: 'k', displayKey: 'sk-...', alias: null, models: [], budgetId: 'plan', spend: 0 },
    ...{ ...limits, maxBudget: 5, own: { ...limits, maxBudget: null, budgetDuration: null } },
    ...{ budgetResetAt: null, teamId: null, userId: null, isBlocked: false, expiresAt: null },
    createdAt: '2026-11-20T00:00:00.000Z',
  })
  expect(before).toMatchObject({ budgetId: 'plan', maxBudget: '', expiresIn: keepExpiry })
  expect(changesOf({ ...before, alias: 'Aya' }, before)).toEqual({ alias: 'Aya', teamId: null })
  expect(changesOf({ ...before, budgetId: '' }, before)).toEqual({ budgetId: null, teamId: null })
})

test('models may be divided as one likes, an expiry may stay as it is', () => {
  const fields = { ...noFields, alias: ' Aya ', models: ' a, b、c\nd ', expiresIn: keepExpiry }
  expect(changesOf({ ...fields, maxBudget: '2.5', rpmLimit: '60', teamId: 'red' })).toEqual({
    alias: 'Aya',
    models: ['a', 'b', 'c', 'd'],
    maxBudget: 2.5,
    budgetDuration: '30d',
    rpmLimit: 60,
    teamId: 'red',
  })
})
