import type { FilterCondition } from '@kansoku/contracts'
import { filterCondition } from '@kansoku/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { observationColumns } from '../observations/columns.ts'
import { scoreColumns } from '../scores/columns.ts'
import { Binder } from '../sql/binder.ts'
import { traceColumns } from '../traces/columns.ts'
import { acceptedTypes, type ColumnCatalogue } from './column.ts'
import { compileFilters } from './compile.ts'

const scope = { projectId: 'p' }
const catalogues = { traceColumns, observationColumns, scoreColumns }

function compile(conditions: FilterCondition[], columns: (bind: Binder) => ColumnCatalogue) {
  const bind = new Binder()
  const sql = compileFilters(conditions, columns(bind), bind)
  return { sql, params: bind.params }
}
const traces = (bind: Binder) => traceColumns(scope, bind)

const text = fc.oneof(
  fc.string(),
  fc.constantFrom("' OR 1=1 --", '{p1:String}', '\\', "\\'", '`', '/*', '\0', '観測', ';DROP TABLE traces'),
)

/** Any condition of a type; `key` has no dot, as dots are part of the shape. */
const conditionOf: Record<FilterCondition['type'], fc.Arbitrary<object>> = {
  datetime: fc.record({
    operator: fc.constantFrom('>', '<', '>=', '<='),
    value: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
      .map((date) => date.toISOString()),
  }),
  string: fc.record({ operator: textOperators(), value: text }),
  number: fc.record({ operator: comparisons(), value: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  stringOptions: fc.record({ operator: choices(), value: fc.array(text) }),
  categoryOptions: fc.record({ operator: choices(), value: fc.array(text) }),
  arrayOptions: fc.record({
    operator: fc.oneof(choices(), fc.constant('all of')),
    value: fc.array(text),
  }),
  stringObject: fc.record({ operator: textOperators(), value: text }),
  numberObject: fc.record({
    operator: comparisons(),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  booleanObject: fc.record({ operator: fc.constantFrom('=', '<>'), value: fc.boolean() }),
  boolean: fc.record({ operator: fc.constantFrom('=', '<>'), value: fc.boolean() }),
  null: fc.record({ operator: fc.constantFrom('is null', 'is not null') }),
}

function textOperators() {
  return fc.constantFrom('=', 'contains', 'does not contain', 'starts with', 'ends with', 'matches')
}

function choices() {
  return fc.constantFrom('any of', 'none of', 'like any of', 'like none of')
}

function comparisons() {
  return fc.constantFrom('=', '>', '<', '>=', '<=')
}

/** Two conditions on the same column with the same operator and different values. */
function twins(catalogue: ColumnCatalogue) {
  const shapes = Object.entries(catalogue).flatMap(([column, { kind }]) =>
    acceptedTypes[kind].map((type) => ({ column, type })),
  )
  const key = text.map((value) => value.replaceAll('.', ''))
  return fc.constantFrom(...shapes).chain(({ column, type }) =>
    fc.tuple(conditionOf[type], conditionOf[type], key, key).map(([one, other, oneKey, otherKey]) => {
      const shape = { ...other, operator: (one as { operator: string }).operator }
      return [
        filterCondition.parse({ ...one, type, column, key: oneKey }),
        filterCondition.parse({ ...shape, type, column, key: otherKey }),
      ] as const
    }),
  )
}

/** Which function searches is all that a value decides. */
const withOneSearch = (sql: string) =>
  sql
    .replaceAll(/multiSearchAnyCaseInsensitive\((.*?), \[(.*?)\]\)/g, 'position($1, $2) > 0')
    .replaceAll('positionCaseInsensitiveUTF8(', 'position(')

describe('any filter', () => {
  test.each(Object.entries(catalogues))(
    'over %s: its SQL does not depend on values and keys',
    (_, columns) => {
      const of = (bind: Binder) => columns(scope, bind)
      fc.assert(
        fc.property(twins(of(new Binder())), ([one, other]) => {
          expect(withOneSearch(compile([one], of).sql)).toBe(withOneSearch(compile([other], of).sql))
        }),
        { numRuns: 500 },
      )
    },
  )

  test.each(Object.entries(catalogues))('over %s: every placeholder has its param', (_, columns) => {
    const of = (bind: Binder) => columns(scope, bind)
    fc.assert(
      fc.property(fc.array(twins(of(new Binder())), { minLength: 1, maxLength: 5 }), (pairs) => {
        const { sql, params } = compile(
          pairs.map(([condition]) => condition),
          of,
        )
        const named = [...sql.matchAll(/\{(p\d+):/g)].map(([, name]) => name)
        expect(named.filter((name) => name === undefined || !(name in params))).toEqual([])
      }),
    )
  })
})

describe('a filter that cannot be honoured', () => {
  test('names the unknown column and the known ones', () => {
    const unknown: FilterCondition = { type: 'string', column: 'nope', operator: '=', value: 'x' }
    expect(() => compile([unknown], traces)).toThrow(
      /Invalid filter column: "nope" does not match a UI \/ CH table mapping\. Known columns: bookmarked, /,
    )
  })

  test.each(['constructor', '__proto__', 'toString'])('%s is no column', (column) => {
    expect(() => compile([{ type: 'string', column, operator: '=', value: 'x' }], traces)).toThrow(
      'Invalid filter column',
    )
  })

  test('says which type the column takes', () => {
    expect(() => compile([{ type: 'string', column: 'tags', operator: '=', value: 'x' }], traces)).toThrow(
      "Filter type 'string' is not supported for column 'tags'. Expected 'arrayOptions' or 'null'.",
    )
    expect(() =>
      compile([{ type: 'string', column: 'metadata', operator: '=', value: 'x' }], traces),
    ).toThrow("Filter type 'string' is not supported for column 'metadata'. Expected 'stringObject'")
  })

  test('asks for the key of a metadata condition', () => {
    expect(() => compile([{ type: 'null', column: 'metadata', operator: 'is null' }], traces)).toThrow(
      "A filter on 'metadata' needs a 'key'.",
    )
  })

  test('bounds what patterns may ask of the engine', () => {
    const value = Array.from({ length: 300 }, () => `${'a'.repeat(100)}*`)
    expect(() =>
      compile([{ type: 'stringOptions', column: 'name', operator: 'like any of', value }], traces),
    ).toThrow('The patterns of a filter are too long together.')
  })

  test('is a client error', () => {
    const unknown: FilterCondition = { type: 'string', column: 'nope', operator: '=', value: 'x' }
    expect(() => compile([unknown], traces)).toThrow(
      expect.objectContaining({ code: 'invalid_request', status: 400 }),
    )
  })
})

test('no conditions let everything through', () => {
  expect(compile([], traces).sql).toBe('1')
})
