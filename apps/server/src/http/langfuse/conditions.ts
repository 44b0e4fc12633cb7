import type { FilterCondition } from '@kansoku/contracts'

/** Equality with the value of a simple parameter, if it was given. */
export function equal(column: string, value: string | undefined): FilterCondition[] {
  return value === undefined ? [] : [{ type: 'string', column, operator: '=', value }]
}

export function oneOf(column: string, value: readonly string[] | undefined): FilterCondition[] {
  return value === undefined ? [] : [{ type: 'stringOptions', column, operator: 'any of', value: [...value] }]
}

export function allOf(column: string, value: readonly string[] | undefined): FilterCondition[] {
  return value === undefined ? [] : [{ type: 'arrayOptions', column, operator: 'all of', value: [...value] }]
}

export function flagged(column: string, value: boolean | undefined): FilterCondition[] {
  return value === undefined ? [] : [{ type: 'boolean', column, operator: '=', value }]
}

export function empty(column: string): FilterCondition {
  return { type: 'null', column, operator: 'is null' }
}

export function present(column: string): FilterCondition {
  return { type: 'null', column, operator: 'is not null' }
}

/** Simple parameters and the `filter` parameter together: on a column that both name, `filter` wins. */
export function mergeConditions(
  simple: readonly FilterCondition[],
  filter: readonly FilterCondition[] = [],
): FilterCondition[] {
  const named = new Set(filter.map(({ column }) => column))
  return [...simple.filter(({ column }) => !named.has(column)), ...filter]
}

/** The simple bounds of time, unless `filter` names the column itself. */
export function timeRange(
  column: string,
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
  filter: readonly FilterCondition[] = [],
): { from?: string; to?: string } {
  if (filter.some((condition) => condition.column === column)) return {}
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}
