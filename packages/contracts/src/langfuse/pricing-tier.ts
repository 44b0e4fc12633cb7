import { z } from 'zod'
import { text } from './read-fields.ts'
import { storableText } from './storable.ts'

const operators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const

/** The sum of all usage whose key matches the pattern, compared with a number. */
const usageCondition = z.object({
  usageDetailPattern: storableText
    .min(1, 'Pattern cannot be empty')
    .max(200, 'Pattern exceeds maximum length of 200 characters'),
  operator: z.enum(operators),
  value: z.number().nonnegative(),
  caseSensitive: z.boolean().default(false),
})

/** A top-level value of the model parameters or the metadata, as text, is one of the list. */
const attributeCondition = z.object({
  source: z.enum(['model_parameters', 'metadata']),
  key: storableText.min(1, 'Key cannot be empty').max(200),
  operator: z.literal('in'),
  values: z.array(storableText.min(1, 'Value cannot be empty')).min(1).max(1000),
})

const tierCondition = z.union([usageCondition, attributeCondition])

/** All conditions must hold; the first tier by priority whose conditions do, else the default tier. */
export const pricingTierInput = z.object({
  name: storableText
    .trim()
    .min(1, 'Name cannot be empty')
    .max(100, 'Name exceeds maximum length of 100 characters'),
  isDefault: z.boolean().default(false),
  priority: z
    .number()
    .int('Priority must be an integer')
    .min(0, 'Priority must be non-negative')
    .max(999, 'Priority cannot exceed 999'),
  conditions: z.array(tierCondition).max(100),
  /** US dollars per unit of usage, by usage key. */
  prices: z.record(storableText, z.number().nonnegative('Price must be non-negative')),
})
export type PricingTierInput = z.output<typeof pricingTierInput>

export const pricingTier = z.object({
  id: text,
  name: text,
  isDefault: z.boolean(),
  priority: z.number().int(),
  conditions: z.array(tierCondition),
  prices: z.record(z.string(), z.number()),
})

/**
 * What is wrong with the tiers of a model as a whole; null when nothing is.
 * Source of the rules and of the texts, which clients compare: Langfuse's API, "Create a model".
 */
export function tierFault(tiers: readonly PricingTierInput[]): string | null {
  const defaults = tiers.filter(({ isDefault }) => isDefault)
  const [fallback] = defaults
  if (!fallback) return 'Exactly one pricing tier must have isDefault: true'
  if (defaults.length > 1) {
    return `Only one pricing tier can have isDefault: true, found ${defaults.length}`
  }
  if (fallback.priority !== 0) return 'Default pricing tier must have priority: 0'
  if (fallback.conditions.length > 0) return 'Default pricing tier must have empty conditions array'
  const unconditional = tiers.find((tier) => !tier.isDefault && tier.conditions.length === 0)
  if (unconditional) {
    return `Non-default pricing tier "${unconditional.name}" must have at least one condition`
  }
  if (hasRepeats(tiers.map(({ priority }) => priority))) {
    return 'Pricing tier priorities must be unique within a model'
  }
  if (hasRepeats(tiers.map(({ name }) => name))) return 'Pricing tier names must be unique'
  return priceFault(tiers, fallback)
}

function priceFault(tiers: readonly PricingTierInput[], fallback: PricingTierInput): string | null {
  const free = tiers.find(({ prices }) => Object.keys(prices).length === 0)
  if (free) return `Pricing tier "${free.name}" must have at least one price defined`
  const expected = keysOf(fallback)
  const different = tiers.find((tier) => keysOf(tier) !== expected)
  if (!different) return null
  return `Pricing tier "${different.name}" must have the same usage keys as the default tier. Expected: [${expected}], Got: [${keysOf(different)}]`
}

function keysOf({ prices }: PricingTierInput): string {
  return Object.keys(prices).sort().join(', ')
}

function hasRepeats(values: readonly (string | number)[]): boolean {
  return new Set(values).size < values.length
}
