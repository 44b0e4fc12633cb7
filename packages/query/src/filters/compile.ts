import type { FilterCondition } from '@kansoku/contracts'
import type { Binder } from '../sql/binder.ts'
import { acceptedTypes, type Column, type ColumnCatalogue } from './column.ts'
import { invalidFilter } from './invalid-filter.ts'
import { metadataOperand } from './metadata-operand.ts'
import { type Operand, toPredicate } from './predicate.ts'

/**
 * Conditions as SQL, AND-ed; `1` when there are none. Every value and key is bound.
 * Throws `invalid_request` that names the column, type or key at fault.
 */
export function compileFilters(
  conditions: readonly FilterCondition[],
  columns: ColumnCatalogue,
  bind: Binder,
): string {
  if (conditions.length === 0) return '1'
  return conditions.map((condition) => compileCondition(condition, columns, bind)).join(' AND ')
}

function compileCondition(condition: FilterCondition, columns: ColumnCatalogue, bind: Binder): string {
  const column = findColumn(condition, columns)
  const key = condition.key ?? ''
  const { sql, negated } = toPredicate(condition, operandOf(column, key, bind), bind)
  const positive = column.within ? column.within(sql, bind.text(key)) : sql
  return negated ? `NOT ifNull(${positive}, 0)` : `(${positive})`
}

function findColumn(condition: FilterCondition, columns: ColumnCatalogue): Column {
  const column = Object.hasOwn(columns, condition.column) ? columns[condition.column] : undefined
  if (!column) {
    const known = Object.keys(columns).sort().join(', ')
    throw invalidFilter(
      `Invalid filter column: "${condition.column}" does not match a UI / CH table mapping. Known columns: ${known}.`,
    )
  }
  const accepted = acceptedTypes[column.kind]
  if (!accepted.includes(condition.type)) {
    throw invalidFilter(
      `Filter type '${condition.type}' is not supported for column '${condition.column}'. ` +
        `Expected ${accepted.map((type) => `'${type}'`).join(' or ')}.`,
    )
  }
  if (column.kind === 'metadata' && condition.key === undefined) {
    throw invalidFilter(`A filter on '${condition.column}' needs a 'key'.`)
  }
  return column
}

function operandOf(column: Column, key: string, bind: Binder): Operand {
  const { kind, sql, matchesIgnoreCase = false } = column
  if (kind === 'metadata') return metadataOperand(sql, key, bind)
  return { text: sql, number: sql, missing: missingTest(column), ignoreCase: matchesIgnoreCase }
}

/** Whether a row says nothing: null, and also the empty text and the empty list. */
function missingTest({ kind, sql }: Column): string {
  if (kind === 'texts') return `empty(${sql})`
  return kind === 'text' ? `ifNull(${sql}, '') = ''` : `${sql} IS NULL`
}
