import type { FilterCondition } from '@kansoku/contracts'
import { acceptedTypes, type Column } from '../filters/column.ts'
import { compileFilters } from '../filters/compile.ts'
import type { Binder } from '../sql/binder.ts'
import { lookUp, refuse } from './refuse.ts'
import type { Dimension, MetricsScope, View } from './view.ts'

const typeNames = { text: 'string', number: 'number', flag: 'boolean', texts: 'string[]' } as const

/** Names of the time column that clients use. */
const timeNames = { timestamp: ['timestamp'], start_time: ['start_time', 'startTime'] } as const

const metadataTypes: readonly string[] = ['stringObject', 'numberObject', 'booleanObject']

/** SQL of the conditions, AND-ed. Throws `invalid_request` with what the view has. */
export function compileConditions(
  conditions: readonly FilterCondition[],
  view: View,
  scope: MetricsScope,
  bind: Binder,
): string {
  if (conditions.length === 0) return '1'
  const others = view.filters(scope, bind)
  const columns = Object.fromEntries(
    conditions.map((condition) => [condition.column, columnOf(condition, view, others)]),
  )
  return compileFilters(conditions, columns, bind)
}

/** The dimension that a condition is about, if it is about one. */
export function dimensionOf({ column }: FilterCondition, view: View): Dimension | undefined {
  return lookUp(view.dimensions, column)
}

function columnOf(condition: FilterCondition, view: View, others: Readonly<Record<string, Column>>): Column {
  const { column } = condition
  const dimension = dimensionOf(condition, view)
  if (dimension) return checkDimension(condition, dimension)
  if (timeNames[view.time].some((name) => name === column)) return checkTime(condition, view)
  const other = lookUp(others, column)
  if (!other) {
    const known = [...Object.keys(view.dimensions), ...Object.keys(others)]
    throw refuse(`Invalid filter column ${column}. Must be one of ${known.join(',')} or ${view.time}`)
  }
  if (column === 'metadata') checkMetadata(condition)
  return other
}

function checkDimension({ column, type }: FilterCondition, dimension: Dimension): Column {
  if (dimension.pairs) {
    throw refuse(`Invalid filter for field '${column}': Field '${column}' cannot be used as a filter.`)
  }
  const { kind, sql } = dimension
  const accepted = acceptedTypes[kind]
  if (!accepted.includes(type)) {
    const expected = accepted.filter((other) => other !== 'null')
    throw wrongType(column, type, `dimension type '${typeNames[kind]}'`, expected)
  }
  return { kind, sql }
}

function checkTime({ column, type }: FilterCondition, { time }: View): Column {
  if (type !== 'datetime') throw wrongType(column, type, `time dimension '${column}'`, ['datetime'])
  return { kind: 'instant', sql: time }
}

function wrongType(column: string, type: string, what: string, expected: readonly string[]): Error {
  const names = expected.map((name) => `'${name}'`).join(' or ')
  return refuse(
    `Invalid filter for field '${column}': Filter type '${type}' is not supported for ${what}. Expected ${names}.`,
  )
}

function checkMetadata({ type }: FilterCondition): void {
  if (metadataTypes.includes(type)) return
  throw refuse(
    `Invalid filter for field 'metadata': Metadata filters require type 'stringObject' with a 'key' property, not '${type}'. ` +
      'Example: {"column": "metadata", "type": "stringObject", "key": "environment", "operator": "=", "value": "production"}',
  )
}
