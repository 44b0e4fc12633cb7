import {
  countTokens,
  findModelPrice,
  type ModelPrice,
  type PricedUsage,
  priceUsage,
  type Tokenizer,
  tokenizerOf,
} from '@kansoku/catalog'
import type { ObservationRow } from '@kansoku/storage'
import type { Micros } from '../events/instant.ts'
import { plainText } from '../events/metadata-text.ts'
import type { FieldsOf } from '../parts/part.ts'
import { withTotalCost } from '../usage/cost-details.ts'
import { type UsageDetails, withTotal } from '../usage/usage-details.ts'
import type { FoldContext } from './fold.ts'
import { wellFormedMap, wellFormedOrNull } from './well-formed.ts'

export type CostColumns = Pick<
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

type Fields = Partial<FieldsOf['observation']>

/**
 * Usage and cost of an observation. A cost that was given is taken as it is; else the model's price makes it.
 * @param counted usage that was counted because none was given
 */
export function priceObservation(
  price: ModelPrice | null,
  { model, modelParameters, usageDetails, costDetails }: Fields,
  metadata: Readonly<Record<string, string>>,
  counted?: UsageDetails,
): CostColumns {
  const provided = usageDetails ?? {}
  const usage = withTotal(counted ?? provided)
  const givenCost = costDetails ?? {}
  const attributes = { modelParameters, metadata: plainTexts(metadata) }
  const priced = price && isEmpty(givenCost) ? priceUsage(usage, price, attributes) : null
  const cost = isEmpty(givenCost) ? (priced?.costDetails ?? {}) : withTotalCost(givenCost)
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

/** Conditions of tiers name values as their sender wrote them. */
function plainTexts(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([key, stored]) => [key, plainText(stored)]))
}

/** Tokens are counted only where nobody says what was used or what it cost, and nothing went wrong. */
export function tokenizerFor(
  price: ModelPrice | null,
  { usageDetails, costDetails, level }: Fields,
): Tokenizer | null {
  const isWanted = isEmpty(usageDetails) && isEmpty(costDetails) && level !== 'ERROR'
  return price && isWanted ? tokenizerOf(price) : null
}

function isEmpty(map: object | null | undefined): boolean {
  return Object.keys(map ?? {}).length === 0
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

export function lookUpPrice(
  { priceOverrides }: FoldContext,
  projectId: string,
  model: string | null | undefined,
  start: Micros,
): ModelPrice | null {
  if (!model) return null
  return findModelPrice(model, { overrides: priceOverrides?.(projectId) ?? [], at: new Date(start / 1000) })
    .price
}

function tierOf(priced: PricedUsage | null) {
  const tier = priced?.totalCost == null ? null : priced.tier
  return { pricing_tier_id: tier?.id ?? null, pricing_tier_name: tier?.name ?? null }
}
