import { compileLinearPattern, type LinearPattern } from './linear-pattern.ts'
import type { ModelPrice, PricingTier, TierCondition } from './model-price.ts'

/** What the conditions of tiers look at, besides usage. */
export interface PricingAttributes {
  readonly modelParameters?: Readonly<Record<string, unknown>> | null | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined
}

/** The first tier by priority whose conditions all hold, else the default tier. */
export function chooseTier(
  price: ModelPrice,
  usage: Readonly<Record<string, number>>,
  attributes: PricingAttributes = {},
): PricingTier | null {
  const fallback = price.pricingTiers.find((tier) => tier.isDefault) ?? null
  if (price.pricingTiers.length < 2 || Object.keys(usage).length === 0) return fallback
  const special = price.pricingTiers.filter((tier) => !tier.isDefault).sort((a, b) => a.priority - b.priority)
  return (
    special.find((tier) => tier.conditions.every((condition) => holds(condition, usage, attributes))) ??
    fallback
  )
}

function holds(
  condition: TierCondition,
  usage: Readonly<Record<string, number>>,
  attributes: PricingAttributes,
): boolean {
  if ('source' in condition) {
    const bag = condition.source === 'metadata' ? attributes.metadata : attributes.modelParameters
    const value = bag?.[condition.key]
    return value !== undefined && value !== null && condition.values.includes(String(value))
  }
  const pattern = patternOf(condition)
  const matching = Object.entries(usage).filter(([key]) => pattern.test(key))
  return compare(
    matching.reduce((sum, [, count]) => sum + count, 0),
    condition,
  )
}

type UsageCondition = Extract<TierCondition, { usageDetailPattern: string }>

const compiled = new WeakMap<UsageCondition, LinearPattern>()

/** Patterns are checked before they are stored. */
function patternOf(condition: UsageCondition): LinearPattern {
  let pattern = compiled.get(condition)
  if (!pattern) {
    const { usageDetailPattern, caseSensitive = false } = condition
    pattern = remembering(compileLinearPattern(usageDetailPattern, { ignoreCase: !caseSensitive }))
    compiled.set(condition, pattern)
  }
  return pattern
}

const remembered = 500

/** Keys of usage are few, so each is looked at once. */
function remembering(pattern: LinearPattern): LinearPattern {
  const answers = new Map<string, boolean>()
  return {
    test(key) {
      const known = answers.get(key)
      if (known !== undefined) return known
      if (answers.size >= remembered) answers.clear()
      const found = pattern.test(key)
      answers.set(key, found)
      return found
    },
  }
}

function compare(sum: number, { operator, value }: UsageCondition): boolean {
  switch (operator) {
    case 'gt':
      return sum > value
    case 'gte':
      return sum >= value
    case 'lt':
      return sum < value
    case 'lte':
      return sum <= value
    case 'eq':
      return sum === value
    case 'neq':
      return sum !== value
  }
}
