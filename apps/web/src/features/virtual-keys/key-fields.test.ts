import { expect, test } from 'vitest'
import { changesOf, keepExpiry, noFields } from './key-fields.ts'

test('an empty form is a key without a limit', () => {
  expect(changesOf(noFields)).toEqual({
    alias: null,
    models: [],
    maxBudget: null,
    budgetDuration: null,
    rpmLimit: null,
    tpmLimit: null,
    teamId: null,
    expiresIn: null,
  })
})

test('models may be divided as one likes, an expiry may stay as it is', () => {
  const fields = { ...noFields, alias: ' Aya ', models: ' a, b、c\nd ', expiresIn: keepExpiry }
  expect(changesOf({ ...fields, maxBudget: '2.5', rpmLimit: '60', teamId: 'red' })).toEqual({
    alias: 'Aya',
    models: ['a', 'b', 'c', 'd'],
    maxBudget: 2.5,
    budgetDuration: '30d',
    rpmLimit: 60,
    tpmLimit: null,
    teamId: 'red',
  })
})
