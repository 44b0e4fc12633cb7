import { filterList } from '@kansoku/contracts'
import { describe, expect, test } from 'vitest'
import { addCondition, type ConditionTexts, type FieldKind, operatorsOf, toCondition } from './conditions.ts'

const texts = (kind: FieldKind, part: Partial<ConditionTexts> = {}): ConditionTexts => ({
  field: { field: 'column', kind },
  operator: operatorsOf[kind][0],
  value: '5',
  key: 'key',
  ...part,
})

describe('a condition that was typed', () => {
  test.each(
    Object.entries(operatorsOf).flatMap(([kind, operators]) =>
      operators.map((operator) => [kind as FieldKind, operator] as const),
    ),
  )('on a field of kind %s with %s is one of the filter language', (kind, operator) => {
    const condition = toCondition(texts(kind, { operator }))
    expect(filterList.parse([condition])).toEqual([condition])
  })

  test.each([
    ['no value', texts('text', { value: ' ' })],
    ['no number', texts('number', { value: 'many' })],
    ['no key', texts('metadata', { key: '' })],
  ])('is none with %s', (_what, given) => {
    expect(toCondition(given)).toBeUndefined()
  })
})

describe('one more condition', () => {
  const is = (value: string[]) =>
    ({ type: 'stringOptions', column: 'model', operator: 'any of', value }) as const

  test('on the same question is one more choice', () => {
    expect(addCondition([is(['a'])], is(['b']))).toEqual([is(['a', 'b'])])
    expect(addCondition([is(['a'])], is(['a']))).toEqual([is(['a'])])
  })

  test('on another stands beside it', () => {
    const not = { ...is(['c']), operator: 'none of' } as const
    expect(addCondition([is(['a'])], not)).toEqual([is(['a']), not])
  })
})
