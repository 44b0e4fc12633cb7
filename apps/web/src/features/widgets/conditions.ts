import type { FilterCondition, WidgetFields } from '@kansoku/contracts'

export type FieldKind = WidgetFields['dimensions'][number]['type'] | 'metadata'

/** What people can say of a column of each kind; the API knows more, which is shown and kept. */
export const operatorsOf = {
  text: ['any of', 'none of', 'contains', 'does not contain', 'starts with'],
  texts: ['any of', 'none of', 'all of'],
  number: ['=', '>', '>=', '<', '<='],
  flag: ['='],
  metadata: ['=', 'contains', 'does not contain', 'starts with'],
} as const satisfies Record<FieldKind, readonly string[]>
export type Operator = FilterCondition['operator']

export interface FilterField {
  readonly field: string
  readonly kind: FieldKind
}

export interface ConditionTexts {
  readonly field: FilterField
  readonly operator: Operator
  readonly value: string
  /** Of metadata. */
  readonly key: string
}

/** Fields that conditions on any of these views can name; a field of several views is one. */
export function filterFields(views: readonly WidgetFields[]): FilterField[] {
  const fields = new Map<string, FilterField>()
  for (const { dimensions } of views) {
    for (const { field, type, filterable } of dimensions) {
      if (filterable && !fields.has(field)) fields.set(field, { field, kind: type })
    }
  }
  return [...fields.values(), { field: 'metadata', kind: 'metadata' }]
}

/** Undefined while what was typed makes no condition. */
export function toCondition({ field, operator, value, key }: ConditionTexts): FilterCondition | undefined {
  const text = value.trim()
  const column = field.field
  if (text === '' || (field.kind === 'metadata' && key.trim() === '')) return undefined
  const number = Number(text)
  if (field.kind === 'number' && Number.isNaN(number)) return undefined
  const condition = {
    text: /of$/.test(operator)
      ? { type: 'stringOptions', column, operator, value: [text] }
      : { type: 'string', column, operator, value: text },
    texts: { type: 'arrayOptions', column, operator, value: [text] },
    number: { type: 'number', column, operator, value: number },
    flag: { type: 'boolean', column, operator, value: text === 'true' },
    metadata: { type: 'stringObject', column, operator, key: key.trim(), value: text },
  }[field.kind]
  return condition as FilterCondition
}

/** With one more condition. Another value for the same question is one more choice, not a condition that excludes the first. */
export function addCondition(list: readonly FilterCondition[], added: FilterCondition): FilterCondition[] {
  const index = list.findIndex(
    ({ type, column, operator }) =>
      type === added.type && column === added.column && operator === added.operator,
  )
  const same = list[index]
  if (!same || !hasChoices(same) || !hasChoices(added)) return [...list, added]
  return list.with(index, { ...same, value: [...new Set([...same.value, ...added.value])] })
}

type WithChoices = Extract<FilterCondition, { readonly value: string[] }>

export function hasChoices(condition: FilterCondition): condition is WithChoices {
  return 'value' in condition && Array.isArray(condition.value)
}
