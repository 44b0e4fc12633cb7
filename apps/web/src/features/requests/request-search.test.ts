import { expect, test } from 'vitest'
import { stringifySearch } from '../../app/search-params.ts'
import { filtersOf, isNarrowed, readRequestSearch, toFilterValue, withoutFilters } from './request-search.ts'

test('an address holds the whole list, and nonsense in it is left out', () => {
  const address = {
    ...{ range: '7d', env: 'production', status: ['failure', 'lost'], model: 'gpt-4o', cached: 'true' },
    ...{ page: '2', limit: '50', trace: 't', at: '2026-11-20T10:00:00.000Z' },
  }
  expect(readRequestSearch(address)).toEqual({
    ...{ range: '7d', status: ['failure'], model: ['gpt-4o'], cached: true, page: 2 },
    ...{ trace: 't', at: '2026-11-20T10:00:00.000Z' },
  })
})

test('what has no team can be asked for by an address', () => {
  const search = readRequestSearch({ team: [toFilterValue(''), 'red'] })
  expect(stringifySearch({ ...search })).toBe('?team=-&team=red')
  expect(filtersOf(search)).toEqual({ team: ['', 'red'] })
})

test('the time range is no filter', () => {
  const search = readRequestSearch({ range: '1h', key: 'k', page: '3' })
  expect([isNarrowed(search), isNarrowed(withoutFilters(search))]).toEqual([true, false])
  expect(readRequestSearch({ ...withoutFilters(search) })).toEqual({ range: '1h' })
})
