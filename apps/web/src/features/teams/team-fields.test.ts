import type { Team } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import {
  memberFieldsOf,
  memberWishesOf,
  noTeamFields,
  teamChangesOf,
  teamFieldsOf,
  teamWishesOf,
} from './team-fields.ts'

const team: Team = {
  ...{
    id: 't',
    alias: 'Research',
    models: ['gpt-4o', 'claude-*'],
    spend: 1,
    memberCount: 2,
    isBlocked: false,
    budgetId: 'plan',
  },
  ...{ maxBudget: 20, budgetDuration: '30d', budgetResetAt: null, rpmLimit: null, tpmLimit: 5000 },
  own: { maxBudget: 20, budgetDuration: '30d', rpmLimit: null, tpmLimit: null },
  createdAt: '2026-11-20T00:00:00.000Z',
}

test('what a team has of its own goes into the form and out again; what its budget with a name says does not', () => {
  expect(teamWishesOf(teamFieldsOf(team))).toEqual({
    ...{ alias: 'Research', models: ['gpt-4o', 'claude-*'], maxBudget: 20, budgetDuration: '30d' },
    ...{ budgetId: 'plan', rpmLimit: null, tpmLimit: null },
  })
})

test('an empty form sets no limits; models may be divided as in Japanese', () => {
  expect(teamWishesOf({ ...noTeamFields, models: 'gpt-4o、claude-*' })).toEqual({
    ...{ alias: null, models: ['gpt-4o', 'claude-*'], maxBudget: null, budgetDuration: null },
    ...{ budgetId: null, rpmLimit: null, tpmLimit: null },
  })
})

test('only what differs is changed, an amount and its time together', () => {
  const before = teamFieldsOf(team)
  expect(teamChangesOf(before, before)).toEqual({})
  expect(teamChangesOf({ ...before, budgetId: '' }, before)).toEqual({ budgetId: null })
  expect(teamChangesOf({ ...before, alias: 'R&D' }, before)).toEqual({ alias: 'R&D' })
  expect(teamChangesOf({ ...before, maxBudget: '' }, before)).toEqual({
    maxBudget: null,
    budgetDuration: null,
  })
})

test('a member without a budget has no time for it either', () => {
  expect(memberFieldsOf(undefined)).toMatchObject({ named: '', role: 'user', budgetDuration: '30d' })
  expect(memberWishesOf(memberFieldsOf(undefined))).toEqual({
    ...{ role: 'user', maxBudget: null, budgetDuration: null },
  })
})
