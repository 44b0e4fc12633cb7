import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '../../app/search-params.ts'
import { readTraceSearch, type TraceSearch, withoutFilters } from '../traces/trace-search.ts'
import { isSameSearch, toViewSearch, withView } from './view-search.ts'

const search: TraceSearch = {
  ...{ range: '7d', env: ['production'], level: ['ERROR', 'WARNING'], latency: '10..', q: '請求書' },
  ...{ sort: '-totalCost', page: 3, limit: 100, view: 'v1' },
}

test('a view keeps filters and order, and neither time nor page', () => {
  expect(toViewSearch(search)).toEqual({
    env: ['production'],
    level: ['ERROR', 'WARNING'],
    latency: ['10..'],
    q: ['請求書'],
    sort: ['-totalCost'],
  })
})

test('the address of a view shows it over the time that was looked at, from its first page', () => {
  const view = { id: 'v2', search: toViewSearch(search) }
  const state = withView({ range: '1h', user: ['ann'], page: 2, view: 'v1' }, view, readTraceSearch)
  const shown = readTraceSearch(parseSearch(stringifySearch({ ...state })))
  expect(shown).toEqual(state)
  const { range: _, page: __, limit: ___, ...kept } = search
  expect(shown).toEqual({ ...kept, range: '1h', view: 'v2' })
  expect(toViewSearch(shown)).toEqual(view.search)
})

test('what somebody chose in another order is the same', () => {
  expect(isSameSearch({ level: ['A', 'B'], q: ['x'] }, { q: ['x'], level: ['B', 'A'] })).toBe(true)
  expect(isSameSearch({ level: ['A'] }, { level: ['A', 'B'] })).toBe(false)
  expect(isSameSearch({}, { q: ['x'] })).toBe(false)
})

test('who clears the filters of a view sees the whole list, also after a reload', () => {
  expect(withoutFilters(search)).toEqual({ range: '7d', sort: '-totalCost', limit: 100, view: 'all' })
  expect(withoutFilters({ level: ['ERROR'] })).toEqual({})
})
