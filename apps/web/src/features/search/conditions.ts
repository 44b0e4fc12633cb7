import type { FilterCondition } from '@kansoku/contracts'
import type { Bounds } from '../traces/bounds.ts'
import type { ListFilters } from '../traces/list-filters.ts'
import { type FoundTerm, readOneTerm } from './where.ts'

/** The bounds of a number as comparisons. */
export function comparisonsOf({ min, max, isAbove, isBelow }: Partial<Bounds>) {
  return [
    ...(min === undefined ? [] : [{ operator: isAbove ? '>' : '>=', value: min } as const]),
    ...(max === undefined ? [] : [{ operator: isBelow ? '<' : '<=', value: max } as const]),
  ]
}

/** What the server is asked for one term of an address. */
export function conditionsOf(text: string, filters: ListFilters): FilterCondition[] {
  const found = readOneTerm(text, filters)
  return found ? toConditions(found) : []
}

function toConditions({ term, field }: FoundTerm): FilterCondition[] {
  const { isNegated, values } = term
  const [value = ''] = values
  const operator = choiceOperator(term)
  switch (field.kind) {
    case 'choice': {
      const type = field.isList ? 'arrayOptions' : 'stringOptions'
      return [{ type, column: field.column, operator, value: [...values] }]
    }
    case 'text':
      return [
        { type: 'string', column: field.column, operator: isNegated ? 'does not match' : 'matches', value },
      ]
    case 'flag':
      return [{ type: 'boolean', column: field.column, operator: '=', value: !isNegated }]
    case 'presence': {
      const column = field.columns[value]
      return column ? [{ type: 'null', column, operator: isNegated ? 'is null' : 'is not null' }] : []
    }
    case 'metadata':
      return namedConditions(term, { numbers: 'metadata', texts: 'metadata' })
    case 'score':
      return scoreConditions(term)
    case 'bound':
      return []
  }
}

function namedConditions(
  term: FoundTerm['term'],
  columns: { readonly numbers: string; readonly texts: string },
): FilterCondition[] {
  const { name: key = '', values, bounds } = term
  if (bounds)
    return comparisonsOf(bounds).map((compared) => ({
      ...{ type: 'numberObject', column: columns.numbers, key },
      ...compared,
    }))
  const operator = choiceOperator(term)
  return [{ type: 'categoryOptions', column: columns.texts, key, operator, value: [...values] }]
}

function choiceOperator({ isNegated, isLike }: FoundTerm['term']) {
  if (isLike) return isNegated ? 'like none of' : 'like any of'
  return isNegated ? 'none of' : 'any of'
}

/** Scores are numbers, categories, or yes and no. */
function scoreConditions(term: FoundTerm['term']): FilterCondition[] {
  const { name: key = '', isNegated, values } = term
  const [value = '', more] = values.map((one) => one.toLowerCase())
  if (more === undefined && (value === 'true' || value === 'false')) {
    const operator = isNegated ? '<>' : '='
    return [{ type: 'booleanObject', column: 'score_booleans', key, operator, value: value === 'true' }]
  }
  return namedConditions(term, { numbers: 'scores_avg', texts: 'score_categories' })
}
