import { expect, test } from 'vitest'
import { changesOf, keepExpiry, noFields } from './key-fields.ts'

test('an empty form is a key without a limit', () => {
  expect(changesOf(noFields)).toEqual({ teamId: null, expiresIn: null })
})

test('a key that is changed leaves its budget with a name to say what it said', () => {
  const before = { ...noFields, budgetId: 'plan', maxBudget: '5', expiresIn: keepExpiry }
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
