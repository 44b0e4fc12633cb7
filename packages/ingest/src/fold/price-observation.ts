import { countTokens, findModelPrice, type ModelPrice, type PricedUsage, priceUsage } from '@kansoku/catalog'
import type { ObservationRow } from '@kansoku/storage'
import type { Micros } from '../events/instant.ts'
import type { FieldsOf } from '../parts/part.ts'
import { withTotalCost } from '../usage/cost-details.ts'
import { withTotal } from '../usage/usage-details.ts'
import type { FoldContext } from './fold.ts'
import { wellFormedMap, wellFormedOrNull } from './well-formed.ts'

type CostColumns = Pick<
  ObservationRow,
  | 'provided_model_name'
  | 'model_id'
  | 'provided_usage_details'
  | 'usage_details'
  | 'provided_cost_details'
  | 'cost_details'
  | 'total_cost'
  | 'input_tokens'
  | 'output_tokens'
  | 'cache_read_tokens'
  | 'cache_write_tokens'
  | 'total_tokens'
  | 'pricing_tier_id'
  | 'pricing_tier_name'
>

/** Usage and cost of an observation. A cost that was given is taken as it is; else the model's price makes it. */
export function priceObservation(
  { priceOverrides }: FoldContext,
  projectId: string,
  { model, modelParameters, usageDetails, costDetails }: Partial<FieldsOf['observation']>,
  metadata: Readonly<Record<string, string>>,
  start: Micros,
): CostColumns {
  const provided = usageDetails ?? {}
  const usage = withTotal(provided)
  const givenCost = costDetails ?? {}
  const isGiven = Object.keys(givenCost).length > 0
  const price = model ? lookUp(model, start, priceOverrides?.(projectId)) : null
  const priced = !isGiven && price ? priceUsage(usage, price, { modelParameters, metadata }) : null
  const cost = isGiven ? withTotalCost(givenCost) : (priced?.costDetails ?? {})
  return {
    provided_model_name: wellFormedOrNull(model),
    model_id: price?.id ?? null,
    provided_usage_details: provided,
    usage_details: usage,
    provided_cost_details: wellFormedMap(givenCost),
    cost_details: wellFormedMap(cost),
    total_cost: cost.total ?? null,
    ...tokenColumns(usage),
    ...tierOf(priced),
  }
}

function tokenColumns(usage: Readonly<Record<string, number>>) {
  const { input, output, cacheRead, cacheWrite, total } = countTokens(usage)
  return {
    input_tokens: input,
    output_tokens: output,
    cache_read_tokens: cacheRead,
    cache_write_tokens: cacheWrite,
    total_tokens: total,
  }
}

function lookUp(model: string, start: Micros, overrides: readonly ModelPrice[] = []): ModelPrice | null {
  return findModelPrice(model, { overrides, at: new Date(start / 1000) }).price
}

function tierOf(priced: PricedUsage | null) {
  const tier = priced?.totalCost == null ? null : priced.tier
  return { pricing_tier_id: tier?.id ?? null, pricing_tier_name: tier?.name ?? null }
}
