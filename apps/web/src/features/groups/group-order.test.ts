import { expect, test } from 'vitest'
import { listInput } from '../traces/list-input.ts'
import { nextListSort } from '../traces/trace-search.ts'
import { readSessionSearch, readUserSearch, sessionListOrder, weekByDefault } from './group-order.ts'

test('each list reads the orders that it has from an address', () => {
  expect(readSessionSearch({ sort: '-duration' })).toEqual({ sort: '-duration' })
  expect(readUserSearch({ sort: '-duration' })).toEqual({})
  expect(readSessionSearch({ sort: '-lastTrace', page: '1' })).toEqual({})
  expect(readSessionSearch({ sort: '-latency', user: 'ann' })).toEqual({ user: ['ann'] })
})

test('a list without a range shows a week, any other range stays', () => {
  expect(weekByDefault({ q: 'x' })).toEqual({ q: 'x', range: '7d' })
  expect(weekByDefault({ range: '1h' })).toEqual({ range: '1h' })
  const custom = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' }
  expect(weekByDefault(custom)).toEqual(custom)
})

test('a press on a head sorts downwards, then upwards, then as at first', () => {
  const press = (sort: string | undefined) =>
    nextListSort(sort ? { sort } : {}, 'totalCost', sessionListOrder)
  expect([undefined, '-totalCost', 'totalCost'].map(press)).toEqual(['-totalCost', 'totalCost', undefined])
})

test('the server is asked for what the address says', () => {
  const search = readSessionSearch({
    ...{ from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' },
    ...{ sort: 'traces', page: '3', level: ['ERROR'], q: 'x', env: 'staging' },
  })
  expect(listInput(search, sessionListOrder)).toEqual({
    ...{ from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z', environment: ['staging'] },
    ...{ page: 3, limit: 50, orderBy: 'traces', order: 'asc', search: 'x' },
    filter: JSON.stringify([
      { type: 'stringOptions', column: 'level', operator: 'any of', value: ['ERROR'] },
    ]),
  })
})
