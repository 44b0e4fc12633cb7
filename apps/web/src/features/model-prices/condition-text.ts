import type { PublicModel } from '@kansoku/contracts'
import { useFormats } from '../../lib/language.ts'
import type { Operator } from './price-draft.ts'

export const signs: Readonly<Record<Operator, string>> = {
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  eq: '=',
  neq: '≠',
}

type Condition = PublicModel['pricingTiers'][number]['conditions'][number]

/** A condition of a tier as a formula, the same in every language. */
export function useConditionText(): (condition: Condition) => string {
  const { number } = useFormats()
  return (condition) =>
    'source' in condition
      ? `${condition.source}.${condition.key} ∈ {${condition.values.join(', ')}}`
      : `Σ ${condition.usageDetailPattern} ${signs[condition.operator]} ${number(condition.value)}`
}
