import { expect, test } from 'vitest'
import { customerFieldsOf, customerWishesOf, noCustomerFields } from './customer-fields.ts'

const stored = customerFieldsOf({
  ...{ id: 'acme', alias: 'Acme', isKept: true, isBlocked: false, budgetId: 'standard' },
  ...{ allowedModelRegion: 'eu', defaultModel: null },
  ...{ spend: 1, maxBudget: 5, budgetDuration: '30d', budgetResetAt: null, rpmLimit: 60, tpmLimit: null },
  own: { maxBudget: 5, budgetDuration: '30d', rpmLimit: 60, tpmLimit: null },
  recent: { calls: 1, spend: 1 },
})

test('limits of a budget with a name stay its own when others are changed', () => {
  expect(customerWishesOf({ ...stored, alias: 'Acme Inc.' }, stored)).toEqual({ alias: 'Acme Inc.' })
  expect(customerWishesOf({ ...stored, rpmLimit: '' }, stored)).toEqual({ rpmLimit: null })
})

test('an amount and its time go together, and null takes away', () => {
  expect(customerWishesOf({ ...stored, maxBudget: '7' }, stored)).toEqual({
    maxBudget: 7,
    budgetDuration: '30d',
  })
  expect(customerWishesOf({ ...stored, maxBudget: '', budgetId: '' }, stored)).toEqual({
    ...{ budgetId: null, maxBudget: null, budgetDuration: null },
  })
})

test('a region is taken away, and a model named', () => {
  expect(customerWishesOf({ ...stored, allowedModelRegion: ' ', defaultModel: 'nova' }, stored)).toEqual({
    ...{ allowedModelRegion: null, defaultModel: 'nova' },
  })
})

test('a new one says what was filled in', () => {
  const fields = { ...noCustomerFields, id: 'acme', budgetId: 'standard' }
  expect(customerWishesOf(fields, noCustomerFields)).toEqual({ budgetId: 'standard' })
})
