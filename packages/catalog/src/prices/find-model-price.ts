import { type ModelName, parseModelName } from '../models/model-name.ts'
import { findGenaiModel, type GenaiModel } from './genai-models.ts'
import { toModelPrice } from './genai-price.ts'
import type { ModelPrice } from './model-price.ts'
import { findOverride } from './override.ts'
import { fits, priceList } from './price-list.ts'
import { findUnitPrice } from './unit-prices.ts'

export type ModelPriceLookup =
  | { readonly price: ModelPrice; readonly reason: null }
  | {
      readonly price: null
      /** One English sentence that says why there is no price. */
      readonly reason: string
    }

interface FindOptions {
  /** Prices that a project or a config file defines; they win, in their order, from their `startDate` on. */
  readonly overrides?: readonly ModelPrice[]
  /** The instant of the call, for prices that change with the date. Default: now. */
  readonly at?: Date
}

const cacheSize = 2000
/** No vendor's name is nearly as long; expressions take quadratic time on some texts. */
const longestName = 500
/** Names that matched nothing are remembered as well: they would cost 167 expressions each time. */
const listCache = new Map<string, ModelPrice | null>()
const unitCache = new Map<string, ModelPrice | null>()
const genaiCache = new Map<string, GenaiModel | null>()

/**
 * The price of a model, however it is named: bare (`gpt-4o`), LiteLLM's (`bedrock/converse/us.anthropic…`), with an
 * ARN. Asked in this order: the overrides, the price list with the name as it is, the list with the name freed of
 * provider and call path, the prices by other units than tokens, the data of genai-prices. Never touches the network.
 */
export function findModelPrice(model: string, options: FindOptions = {}): ModelPriceLookup {
  if (model.length > longestName) {
    return { price: null, reason: `No price: the name of the model has more than ${longestName} characters.` }
  }
  const own = options.overrides && findOverride(options.overrides, model, options.at ?? new Date())
  if (own) return { price: own, reason: null }
  const listed = recall(listCache, model, () => findInList(model))
  if (listed) return { price: listed, reason: null }
  const name = parseModelName(model)
  if (name.bedrock?.fault) return { price: null, reason: `No price: ${name.bedrock.fault}.` }
  const units = recall(unitCache, model, () => findUnitPrice(model))
  if (units) return { price: units, reason: null }
  const genai = recall(genaiCache, model, () => findGenaiModel(name))
  const price = genai && toModelPrice(genai, options.at ?? new Date())
  if (price) return { price, reason: null }
  return { price: null, reason: `No price: the model "${model}" is in no price list.` }
}

function findInList(model: string): ModelPrice | null {
  for (const candidate of namesInList(model, parseModelName(model))) {
    const price = priceList.find((entry) => fits(entry, candidate))
    if (price) return price
  }
  return null
}

/** Vendors who resell models at prices of their own must not get the list price of the maker. */
const vendorsAtListPrice = new Set<string | null>(['openai', 'anthropic', 'google', 'azure', 'aws'])

function namesInList(model: string, { vendor, id, bedrock }: ModelName): string[] {
  if (bedrock?.fault) return [model]
  if (bedrock) return [model, bedrock.id, bedrock.base]
  return vendorsAtListPrice.has(vendor) ? [model, id] : [model]
}

function recall<T>(cache: Map<string, T>, model: string, find: () => T): T {
  const known = cache.get(model)
  if (known !== undefined) return known
  if (cache.size >= cacheSize) cache.clear()
  const found = find()
  cache.set(model, found)
  return found
}
