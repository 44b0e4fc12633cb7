import { filterList } from '@kansoku/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '../../app/search-params.ts'
import { observationFilters, readObservationSearch } from '../observations/observation-search.ts'
import { makeBounds } from '../traces/bounds.ts'
import { type ListFilters, traceFilters } from '../traces/list-filters.ts'
import { readTraceSearch, type TraceSearch, toFilter } from '../traces/trace-search.ts'
import { fieldsOf } from './fields.ts'
import { writeTerm, writeValue } from './print.ts'
import { applyText, writeSearch } from './search-text.ts'
import type { Term } from './term.ts'

const value = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    'a b',
    'a,b',
    '"',
    '\\',
    'x:y',
    '>1',
    '1..2',
    '5',
    '-1',
    'true',
    '山田　太郎',
    '$5',
    '＞１',
    '-',
    '\n',
    'a*',
    '＊',
    '\\*',
  ),
)
/** As somebody may type it without quotes. */
const pattern = fc.stringMatching(/^[a-z\\＊:観][a-z\\*.>]{0,5}\*[a-z\\"]{0,3}$/)
const values = fc.uniqueArray(value, { minLength: 1, maxLength: 3 })
const size = fc.oneof(
  fc.nat(100_000),
  fc.nat(1_000_000).map((millionth) => millionth / 1_000_000),
)
const boundsOver = (number: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.option(number), fc.option(number), fc.boolean(), fc.boolean())
    .map(([min, max, isAbove, isBelow]) =>
      makeBounds(min ?? undefined, max ?? undefined, { isAbove, isBelow }),
    )
    .filter((bounds) => bounds !== undefined)

/** Any state of a list that its own filters and terms can be in. */
function anySearch(filters: ListFilters) {
  const fields = fieldsOf(filters)
  const named = Object.fromEntries(
    fields.flatMap((field): [string, fc.Arbitrary<unknown>][] => {
      if (field.key === 'bookmarked') return [['starred', fc.constant('yes')]]
      if (field.kind === 'bound') return [[field.key, boundsOver(size).map(({ text }) => text)]]
      if (field.kind === 'flag') return [[field.key, fc.constantFrom(['true'], ['false'])]]
      if (field.kind !== 'choice' || filters.ids.some((key) => key === field.key)) return []
      const chosen = field.known && fc.subarray([...field.known], { minLength: 1 })
      return [[field.key, chosen ?? values]]
    }),
  )
  const signed = fc.tuple(size, fc.boolean()).map(([number, isNegative]) => (isNegative ? -number : number))
  const terms = fields.flatMap((field): fc.Arbitrary<string>[] => {
    const write = (parts: Partial<Term>) =>
      writeTerm({ field: field.key, isNegated: false, values: [], ...parts }, field)
    const negated = fc.boolean()
    switch (field.kind) {
      case 'choice':
        if (field.known) return []
        return [
          values.map((chosen) => write({ isNegated: true, values: chosen })),
          fc
            .tuple(pattern, values, negated)
            .map(
              ([typed, others, isNegated]) =>
                `${isNegated ? '-' : ''}${field.key}:${[...others.map((one) => writeValue(one)), typed.replaceAll('＊', '*')].join(',')}`,
            ),
        ]
      case 'text':
        return [fc.tuple(value, negated).map(([text, isNegated]) => write({ isNegated, values: [text] }))]
      case 'presence':
        return Object.keys(field.columns).map((name) =>
          negated.map((isNegated) => write({ isNegated, values: [name] })),
        )
      case 'metadata':
      case 'score':
        return [
          fc
            .tuple(value, values, negated)
            .map(([name, chosen, isNegated]) => write({ name, values: chosen, isNegated })),
          fc.tuple(value, boundsOver(signed)).map(([name, bounds]) => write({ name, bounds })),
        ]
      default:
        return []
    }
  })
  const where = fc.uniqueArray(fc.oneof(...terms), { minLength: 1, maxLength: 4 })
  const q = fc.oneof(value, fc.constantFrom('model:a', 'http://x', 'two  spaces', '"quoted" text', '-x:y'))
  return fc.record({ ...named, where, q }, { requiredKeys: [] }) as fc.Arbitrary<TraceSearch>
}

describe.each([
  ['traces', traceFilters, readTraceSearch],
  ['observations', observationFilters, readObservationSearch],
] as const)('the filters of %s', (_, filters, read) => {
  test('as text are the same filters when they are read', () => {
    fc.assert(
      fc.property(anySearch(filters), (any) => {
        const search = read(parseSearch(stringifySearch({ ...any })))
        expect(applyText({}, writeSearch(search, filters), filters)).toMatchObject({ problems: [] })
        expect({ ...applyText({}, writeSearch(search, filters), filters).change }).toEqual(search)
      }),
    )
  })

  test('all survive the address, and the server can be asked for them', () => {
    fc.assert(
      fc.property(anySearch(filters), (any) => {
        const { q, ...search } = any
        expect(read(parseSearch(stringifySearch({ ...search })))).toEqual(search)
        const asked = toFilter(search, filters)
        expect(filterList.parse(asked)).toEqual(asked)
      }),
    )
  })
})

describe('a typed text', () => {
  const typed = (search: TraceSearch, text: string) => applyText(search, text, traceFilters).change

  test('is added to the filters that there are, its words take the place of those before', () => {
    expect(typed({ model: ['a'], q: 'old' }, 'model:b refund')).toEqual({ model: ['a', 'b'], q: 'refund' })
    expect(typed({ where: ['-user:ann'] }, '-user:bob')).toEqual({
      where: ['-user:ann', '-user:bob'],
      q: undefined,
    })
  })

  test('sets one end of a range and leaves the other, unless nothing would be between them', () => {
    expect(typed({ cost: '>1..' }, 'cost:<=5')).toMatchObject({ cost: '>1..5' })
    expect(typed({ cost: '1..5' }, 'cost:>2')).toMatchObject({ cost: '>2..5' })
    expect(typed({ cost: '1..5' }, 'cost:>8')).toMatchObject({ cost: '>8..' })
  })

  test('with a mistake changes nothing', () => {
    expect(applyText({ q: 'x' }, 'model:a cost:x', traceFilters)).toMatchObject({
      problems: [{ code: 'notANumber' }],
      hasTerms: true,
    })
    expect(typed({ q: 'x' }, 'model:a cost:x')).toBeUndefined()
  })
})

test('the server is asked in its own language', () => {
  const where = [
    ...['-model:a,b', '-tag:x', '-env:prod', 'id:t1', 'input:"a b"', '-output:c', 'has:user', '-has:tag'],
    ...['metadata.region:eu', '-metadata.region:us', 'metadata.n:>5'],
    ...[
      'score.accuracy:0.5..<0.8',
      'score.tone:kind',
      'score.safe:true',
      '-score.safe:false',
      '-is:bookmarked',
    ],
  ]
  const { where: read } = readTraceSearch({ where })
  expect(read).toEqual(where)
  expect(toFilter({ where, cost: '>0.01..', latency: '..<5' })).toEqual([
    { type: 'number', column: 'latency', operator: '<', value: 5 },
    { type: 'number', column: 'totalCost', operator: '>', value: 0.01 },
    { type: 'stringOptions', column: 'model', operator: 'none of', value: ['a', 'b'] },
    { type: 'arrayOptions', column: 'tags', operator: 'none of', value: ['x'] },
    { type: 'stringOptions', column: 'environment', operator: 'none of', value: ['prod'] },
    { type: 'stringOptions', column: 'id', operator: 'any of', value: ['t1'] },
    { type: 'string', column: 'input', operator: 'matches', value: 'a b' },
    { type: 'string', column: 'output', operator: 'does not match', value: 'c' },
    { type: 'null', column: 'userId', operator: 'is not null' },
    { type: 'null', column: 'tags', operator: 'is null' },
    { type: 'categoryOptions', column: 'metadata', key: 'region', operator: 'any of', value: ['eu'] },
    { type: 'categoryOptions', column: 'metadata', key: 'region', operator: 'none of', value: ['us'] },
    { type: 'numberObject', column: 'metadata', key: 'n', operator: '>', value: 5 },
    { type: 'numberObject', column: 'scores_avg', key: 'accuracy', operator: '>=', value: 0.5 },
    { type: 'numberObject', column: 'scores_avg', key: 'accuracy', operator: '<', value: 0.8 },
    { type: 'categoryOptions', column: 'score_categories', key: 'tone', operator: 'any of', value: ['kind'] },
    { type: 'booleanObject', column: 'score_booleans', key: 'safe', operator: '=', value: true },
    { type: 'booleanObject', column: 'score_booleans', key: 'safe', operator: '<>', value: false },
    { type: 'boolean', column: 'bookmarked', operator: '=', value: false },
  ])
})

test('patterns are asked for as the server takes them', () => {
  const where = ['model:sonnet*,"a*b",c', '-tag:*x', 'metadata.region:e\\u*', '-score.tone:k*', 'env:*']
  expect(readTraceSearch({ where })).toEqual({ where })
  expect(toFilter({ where })).toEqual([
    {
      ...{ type: 'stringOptions', column: 'model', operator: 'like any of' },
      value: ['sonnet*', 'a\\*b', 'c'],
    },
    { type: 'arrayOptions', column: 'tags', operator: 'like none of', value: ['*x'] },
    {
      ...{ type: 'categoryOptions', column: 'metadata', key: 'region' },
      ...{ operator: 'like any of', value: ['e\\\\u*'] },
    },
    {
      ...{ type: 'categoryOptions', column: 'score_categories', key: 'tone' },
      ...{ operator: 'like none of', value: ['k*'] },
    },
    { type: 'stringOptions', column: 'environment', operator: 'like any of', value: ['*'] },
  ])
})

test('what an address says that is no term is left out', () => {
  expect(
    readTraceSearch({ where: ['model:a', 'word', '-cost:>1', '-user:ann -user:bob', '-nothing:x'] }),
  ).toEqual({})
  expect(readObservationSearch({ where: ['-error:x', '-is:bookmarked', '-type:tool'] })).toEqual({
    where: ['-type:TOOL'],
  })
})
