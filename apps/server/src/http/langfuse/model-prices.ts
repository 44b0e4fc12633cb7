import { findModelPrice, priceList } from '@kansoku/catalog'
import type { ModelDefinition } from '@kansoku/platform'
import type { ObservationRecord } from '@kansoku/query'

/** US dollars per unit. */
export interface UnitPrices {
  readonly input: number | null
  readonly output: number | null
  readonly total: number | null
}

const unknown: UnitPrices = { input: null, output: null, total: null }
const listed = new Map(priceList.map((price) => [price.id, price]))

/**
 * The prices that an observation was priced by: those of its model's tier, of the default tier where none applied.
 * @param own the models that the project defines itself
 */
export function pricesOf(record: ObservationRecord, own: readonly ModelDefinition[]): UnitPrices {
  const price = definitionOf(record, own)
  const tiers = price?.pricingTiers ?? []
  const tier =
    tiers.find(({ id }) => id === record.pricing_tier_id) ?? tiers.find(({ isDefault }) => isDefault)
  if (!tier) return unknown
  const { input = null, output = null, total = null } = tier.prices
  return { input, output, total }
}

function definitionOf(
  { model_id, provided_model_name, start_time }: ObservationRecord,
  own: readonly ModelDefinition[],
) {
  if (model_id === null) return undefined
  const known = own.find(({ id }) => id === model_id) ?? listed.get(model_id)
  if (known || provided_model_name === null) return known
  const { price } = findModelPrice(provided_model_name, { at: new Date(start_time) })
  return price?.id === model_id ? price : undefined
}
