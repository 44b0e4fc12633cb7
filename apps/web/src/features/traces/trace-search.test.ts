import { filterList, listTracesQuery } from '@kansoku/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '../../app/search-params.ts'
import { boundsOfFields, makeBounds, readBounds, toNumber } from './bounds.ts'
import { traceFilters } from './list-filters.ts'
import {
  isFiltered,
  nextSort,
  orderOf,
  pageSizes,
  readTraceSearch,
  type TraceSearch,
  toFilter,
  withoutFilters,
} from './trace-search.ts'

const throughAddress = (search: TraceSearch) => readTraceSearch(parseSearch(stringifySearch({ ...search })))

describe('the list in the address', () => {
  test('a shared link shows the same list', () => {
    const search: TraceSearch = {
      range: '7d',
      env: ['production'],
      level: ['ERROR', 'WARNING'],
      user: ['山田 太郎'],
      tag: ['a&b', 'c=d'],
      latency: '1.5..10',
      q: '請求書 50%',
      starred: 'yes',
      sort: '-totalCost',
      page: 3,
      limit: 100,
    }
    expect(throughAddress(search)).toEqual(search)
  })

  test('what is default leaves no trace in the address', () => {
    expect(readTraceSearch(parseSearch('?sort=-timestamp&page=1&limit=50&q=&latency=..'))).toEqual({})
  })

  test('nonsense in an address is ignored', () => {
    expect(
      readTraceSearch(parseSearch('?level=LOUD&sort=colour&page=-2&limit=7&cost=5..1&tokens=x')),
    ).toEqual({})
  })

  test('any choice of values survives', () => {
    const values = fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), {
      minLength: 1,
      maxLength: 4,
    })
    const facets = fc.record(
      Object.fromEntries(
        traceFilters.facets.filter((name) => name !== 'level').map((name) => [name, values]),
      ),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(facets, fc.constantFrom(...pageSizes), (chosen, limit) => {
        const search = { ...chosen, ...(limit === 50 ? {} : { limit }) }
        expect(throughAddress(search)).toEqual(search)
      }),
    )
  })
})

describe('what the server is asked', () => {
  test('every filter becomes a condition that the contract accepts', () => {
    const filter = toFilter({
      level: ['ERROR'],
      model: ['m'],
      tag: ['x'],
      error: ['Throttling'],
      key: ['k'],
      team: ['red'],
      cost: '0.5..',
      tokens: '..900',
    })
    expect(filter).toEqual([
      { type: 'stringOptions', column: 'level', operator: 'any of', value: ['ERROR'] },
      { type: 'stringOptions', column: 'model', operator: 'any of', value: ['m'] },
      { type: 'arrayOptions', column: 'tags', operator: 'any of', value: ['x'] },
      { type: 'stringOptions', column: 'errorType', operator: 'any of', value: ['Throttling'] },
      { type: 'stringOptions', column: 'virtualKey', operator: 'any of', value: ['k'] },
      { type: 'stringOptions', column: 'team', operator: 'any of', value: ['red'] },
      { type: 'number', column: 'totalCost', operator: '>=', value: 0.5 },
      { type: 'number', column: 'totalTokens', operator: '<=', value: 900 },
    ])
    expect(filterList.parse(filter)).toEqual(filter)
    expect(listTracesQuery.shape.filter.parse(JSON.stringify(filter))).toEqual(filter)
  })

  test('clearing keeps range, order and page size', () => {
    const search: TraceSearch = { range: '1h', q: 'x', level: ['ERROR'], sort: 'latency', limit: 25, page: 2 }
    expect(isFiltered(search)).toBe(true)
    expect(withoutFilters(search)).toEqual({ range: '1h', sort: 'latency', limit: 25 })
    expect(isFiltered(withoutFilters(search))).toBe(false)
  })
})

describe('order', () => {
  test('a header sorts down, then up, then gives the order back', () => {
    expect(nextSort({}, 'latency')).toBe('-latency')
    expect(nextSort({ sort: '-latency' }, 'latency')).toBe('latency')
    expect(nextSort({ sort: 'latency' }, 'latency')).toBeUndefined()
    expect(nextSort({}, 'timestamp')).toBe('timestamp')
    expect(orderOf({ sort: 'name' })).toEqual({ column: 'name', direction: 'asc' })
    expect(orderOf({})).toEqual({ column: 'timestamp', direction: 'desc' })
  })
})

describe('bounds', () => {
  test('may be open at either end', () => {
    expect(readBounds('1..10')).toEqual({ min: 1, max: 10, text: '1..10' })
    expect(readBounds('..0.5')).toEqual({ max: 0.5, text: '..0.5' })
    expect(readBounds('10..1')).toBeUndefined()
    expect(readBounds('..')).toBeUndefined()
  })

  test('tiny costs are written without an exponent and read back', () => {
    const bounds = makeBounds(0.000_000_2, undefined)
    expect(bounds?.text).toBe('0.0000002..')
    expect(readBounds(bounds?.text)).toEqual(bounds)
  })

  test('fields that make none are told from empty ones', () => {
    expect(boundsOfFields('１', ' ')).toEqual({ min: 1, text: '1..' })
    expect(boundsOfFields('', ' ')).toBeUndefined()
    expect(boundsOfFields('10', '1')).toBeNull()
    expect(boundsOfFields('1', 'ten')).toBeNull()
  })

  test('full-width digits count', () => {
    expect(toNumber('１２．５')).toBe(12.5)
    expect(toNumber('-1')).toBeUndefined()
    expect(toNumber('many')).toBeUndefined()
  })
})
