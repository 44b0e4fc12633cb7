import { filterList, listProjectObservations } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '../../app/search-params.ts'
import { listInput } from '../traces/list-input.ts'
import { readTraceSearch, type TraceSearch, toFilter } from '../traces/trace-search.ts'
import {
  observationFilters,
  observationListOrder,
  readObservationSearch,
  toObservations,
  toTraces,
} from './observation-search.ts'

const read = (address: string) => readObservationSearch(parseSearch(address))
const search: TraceSearch = {
  ...{ range: '7d', type: ['GENERATION', 'TOOL'], traceName: ['朝会'], tool: ['read_file'], root: ['true'] },
  ...{ firstToken: '0.5..', speed: '..30', sort: '-tokensPerSecond', page: 2 },
}

test('a shared link shows the same list', () => {
  expect(read(stringifySearch({ ...search }))).toEqual(search)
})

test('nonsense in an address is ignored, and what is default leaves no trace', () => {
  expect(read('?type=SONG&root=maybe&sort=sessionId&firstToken=x&error=Timeout')).toEqual({})
  expect(read('?sort=-startTime&page=1')).toEqual({})
})

test('the server is asked in its own language', () => {
  const { filter, ...query } = listInput(search, observationListOrder, observationFilters)
  expect(filterList.parse(JSON.parse(filter ?? ''))).toEqual([
    { type: 'stringOptions', column: 'type', operator: 'any of', value: ['GENERATION', 'TOOL'] },
    { type: 'stringOptions', column: 'traceName', operator: 'any of', value: ['朝会'] },
    { type: 'boolean', column: 'isRootObservation', operator: '=', value: true },
    { type: 'arrayOptions', column: 'calledToolNames', operator: 'any of', value: ['read_file'] },
    { type: 'number', column: 'timeToFirstToken', operator: '>=', value: 0.5 },
    { type: 'number', column: 'tokensPerSecond', operator: '<=', value: 30 },
  ])
  expect(listProjectObservations.query.safeParse(query).success).toBe(true)
  expect(query).toMatchObject({ orderBy: 'tokensPerSecond', order: 'desc', page: 2 })
})

test('roots and others together are all', () => {
  expect(toFilter({ root: ['true', 'false'] }, observationFilters)).toEqual([])
  expect(toFilter({ root: ['false'] }, observationFilters)).toMatchObject([{ value: false }])
})

test('between the two lists goes what both can be narrowed by', () => {
  const traces: TraceSearch = {
    ...{ range: '1h', name: ['chat'], user: ['ann'], error: ['Timeout'], page: 3 },
    where: ['-model:a', '-name:b', 'input:"c d"', 'has:user', 'metadata.model:e'],
  }
  const observations = read(stringifySearch({ ...toObservations(traces) }))
  const where = ['-model:a', 'input:"c d"']
  expect(observations).toEqual({ range: '1h', traceName: ['chat'], user: ['ann'], where })
  const back = readTraceSearch(
    parseSearch(stringifySearch({ ...toTraces({ ...observations, tool: ['x'] }) })),
  )
  expect(back).toEqual({ range: '1h', name: ['chat'], user: ['ann'], where })
})
