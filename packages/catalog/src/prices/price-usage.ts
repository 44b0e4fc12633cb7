import { chooseTier, type PricingAttributes } from './choose-tier.ts'
import { type Decimal, formatUnits, multiplyPrice, type ScaledPrice, scalePrice } from './decimal.ts'
import type { ModelPrice, PricingTier } from './model-price.ts'

export interface PricedUsage {
  /** US dollars by usage key, and `total`; empty when no key of the usage has a price. */
  readonly costDetails: Readonly<Record<string, Decimal>>
  readonly totalCost: Decimal | null
  readonly tier: PricingTier | null
}

/**
 * What a call cost: each usage key with a price times its count; `total` is the price of `total` where the model has
 * one, else the sum. Exact to twelve digits.
 * @param usage counts by key, as normalised (`input` without cached tokens)
 */
export function priceUsage(
  usage: Readonly<Record<string, number>>,
  price: ModelPrice,
  attributes?: PricingAttributes,
): PricedUsage {
  const tier = chooseTier(price, usage, attributes)
  const costDetails: Record<string, Decimal> = {}
  let sum: bigint | undefined
  if (tier) {
    const scaled = scaledPrices(tier)
    for (const key in usage) {
      const perUnit = scaled.get(key)
      if (perUnit === undefined) continue
      const cost = multiplyPrice(usage[key] ?? 0, perUnit)
      costDetails[key] = formatUnits(cost)
      sum = (sum ?? 0n) + cost
    }
  }
  if (sum === undefined) return { costDetails, totalCost: null, tier }
  costDetails.total ??= formatUnits(sum)
  return { costDetails, totalCost: costDetails.total, tier }
}

/** About what a call costs, US dollars: in binary fractions, for what is only compared with a limit. 0 without a price. */
export function estimatePrice(usage: Readonly<Record<string, number>>, price: ModelPrice): number {
  const prices = chooseTier(price, usage)?.prices ?? {}
  if (prices.total !== undefined && usage.total !== undefined) return usage.total * prices.total
  let sum = 0
  for (const key in usage) sum += (usage[key] ?? 0) * (prices[key] ?? 0)
  return sum
}

const scaledByTier = new WeakMap<PricingTier, ReadonlyMap<string, ScaledPrice>>()

function scaledPrices(tier: PricingTier): ReadonlyMap<string, ScaledPrice> {
  let scaled = scaledByTier.get(tier)
  if (!scaled) {
    scaled = new Map(Object.entries(tier.prices).map(([key, price]) => [key, scalePrice(price)]))
    scaledByTier.set(tier, scaled)
  }
  return scaled
}
