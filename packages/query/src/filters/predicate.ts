import type { FilterCondition } from '@kansoku/contracts'
import type { Binder } from '../sql/binder.ts'
import { likeAny } from './like-any.ts'
import { matchesInAnyCase } from './matches-in-any-case.ts'

/** A positive predicate in SQL; `negated` says that the condition is its opposite, unknown values included. */
export interface Predicate {
  readonly sql: string
  readonly negated: boolean
}

/** The operand's forms: how its value reads as each type. */
export interface Operand {
  readonly text: string
  readonly number: string
  readonly missing: string
  readonly ignoreCase: boolean
}

type TextMatch = Extract<FilterCondition, { type: 'string' }>['operator']

/** SQL of one condition over one operand. */
export function toPredicate(condition: FilterCondition, operand: Operand, bind: Binder): Predicate {
  const is = (sql: string, negated = false): Predicate => ({ sql, negated })
  switch (condition.type) {
    case 'datetime':
      return is(`${operand.text} ${condition.operator} ${bind.instant(condition.value)}`)
    case 'number':
    case 'numberObject':
      return is(`${operand.number} ${condition.operator} ${bind.number(condition.value)}`)
    case 'string':
    case 'stringObject':
      return matchText(condition.operator, operand, condition.value, bind)
    case 'stringOptions':
    case 'categoryOptions':
      if (isLike(condition))
        return is(
          `match(${operand.text}, ${likeAny(condition.value, bind)})`,
          condition.operator === 'like none of',
        )
      return is(`${operand.text} IN ${bind.texts(condition.value)}`, condition.operator === 'none of')
    case 'arrayOptions': {
      if (isLike(condition)) {
        const sql = `arrayExists(one -> match(one, ${likeAny(condition.value, bind)}), ${operand.text})`
        return is(sql, condition.operator === 'like none of')
      }
      const test = condition.operator === 'all of' ? 'hasAll' : 'hasAny'
      return is(`${test}(${operand.text}, ${bind.texts(condition.value)})`, condition.operator === 'none of')
    }
    case 'boolean':
    case 'booleanObject':
      return is(
        `${operand.number} = ${bind.bind('UInt8', condition.value ? 1 : 0)}`,
        condition.operator === '<>',
      )
    case 'null':
      return is(operand.missing, condition.operator === 'is not null')
  }
}

const isLike = ({ operator }: FilterCondition) => operator === 'like any of' || operator === 'like none of'

function matchText(
  operator: TextMatch,
  { text, ignoreCase }: Operand,
  given: string,
  bind: Binder,
): Predicate {
  const value = bind.text(given)
  switch (operator) {
    case '=':
      return { sql: `${text} = ${value}`, negated: false }
    case 'contains':
    case 'does not contain':
      return { sql: `position(${text}, ${value}) > 0`, negated: operator === 'does not contain' }
    case 'matches':
    case 'does not match': {
      const sql = ignoreCase ? matchesInAnyCase(text, given, value) : `position(${text}, ${value}) > 0`
      return { sql, negated: operator === 'does not match' }
    }
    case 'starts with':
      return { sql: `startsWith(${text}, ${value})`, negated: false }
    case 'ends with':
      return { sql: `endsWith(${text}, ${value})`, negated: false }
  }
}
