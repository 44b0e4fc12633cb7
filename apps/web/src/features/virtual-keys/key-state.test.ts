import type { VirtualKey } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { keyStateOf } from './key-state.ts'

const key: VirtualKey = {
  budgetId: null,
  id: 'k',
  displayKey: 'sk-...abcd',
  alias: null,
  models: [],
  spend: 0,
  maxBudget: null,
  budgetDuration: null,
  budgetResetAt: null,
  rpmLimit: null,
  tpmLimit: null,
  own: { maxBudget: null, budgetDuration: null, rpmLimit: null, tpmLimit: null },
  teamId: null,
  userId: null,
  isBlocked: false,
  expiresAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
}
const now = Date.parse('2026-06-01T00:00:00.000Z')

test.each([
  [{}, 'active'],
  [{ spend: 5 }, 'active'],
  [{ spend: 5, maxBudget: 5.01 }, 'active'],
  [{ spend: 5, maxBudget: 5 }, 'spent'],
  [{ maxBudget: 0 }, 'spent'],
  [{ expiresAt: '2026-06-01T00:00:00.001Z' }, 'active'],
  [{ expiresAt: '2026-06-01T00:00:00.000Z', spend: 5, maxBudget: 5 }, 'expired'],
  [{ isBlocked: true, expiresAt: '2026-01-01T00:00:00.000Z' }, 'blocked'],
] as const)('%j is %s', (changes, state) => {
  expect(keyStateOf({ ...key, ...changes }, now)).toBe(state)
})
