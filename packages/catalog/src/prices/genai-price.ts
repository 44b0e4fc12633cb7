import type { ConditionalPrice, ModelPrice as GenaiPrice } from '@pydantic/genai-prices'
import type { GenaiModel } from './genai-models.ts'
import type { ModelPrice, PricingTier } from './model-price.ts'

/**
 * The usage keys, in the names of the various SDKs, that one price of genai-prices covers. A price that is absent
 * falls back to the named one, as tokens read from or written to a cache are input tokens first.
 */
const keysOfPrice: readonly { price: string; fallback?: string; keys: readonly string[] }[] = [
  { price: 'input_mtok', keys: ['input', 'input_tokens', 'prompt_tokens'] },
  {
    price: 'cache_read_mtok',
    fallback: 'input_mtok',
    keys: ['input_cached_tokens', 'input_cache_read', 'cache_read_input_tokens'],
  },
  {
    price: 'cache_write_mtok',
    fallback: 'input_mtok',
    keys: ['input_cache_creation', 'input_cache_creation_5m', 'cache_creation_input_tokens'],
  },
  { price: 'cache_write_1h_mtok', fallback: 'cache_write_mtok', keys: ['input_cache_creation_1h'] },
  { price: 'output_mtok', keys: ['output', 'output_tokens', 'completion_tokens'] },
  {
    price: 'output_reasoning_mtok',
    fallback: 'output_mtok',
    keys: ['output_reasoning_tokens', 'output_reasoning', 'reasoning_tokens'],
  },
  { price: 'input_audio_mtok', fallback: 'input_mtok', keys: ['input_audio_tokens', 'input_audio'] },
  { price: 'output_audio_mtok', fallback: 'output_mtok', keys: ['output_audio_tokens', 'output_audio'] },
]

/** Turns a model of genai-prices into the format of our list; null when it states no price per token. */
export function toModelPrice(genai: GenaiModel, at: Date): ModelPrice | null {
  const prices = priceAt(genai.model.prices, at)
  let price = converted.get(prices)
  if (price === undefined) {
    price = convert(genai, prices)
    converted.set(prices, price)
  }
  return price
}

const converted = new WeakMap<GenaiPrice, ModelPrice | null>()

function convert({ provider, model }: GenaiModel, prices: GenaiPrice): ModelPrice | null {
  const id = `genai-prices:${provider.id}/${model.id}`
  const starts = new Set(Object.values(prices).flatMap(tierStarts))
  const large = [...starts].sort((a, b) => b - a)
  const tiers: PricingTier[] = [
    {
      id: `${id}:standard`,
      name: 'Standard',
      isDefault: true,
      priority: 0,
      conditions: [],
      prices: pricesFor(prices, 0),
    },
    ...large.map((start, index) => ({
      id: `${id}:over-${start}`,
      name: `More than ${start} input tokens`,
      isDefault: false,
      priority: index + 1,
      conditions: [{ usageDetailPattern: '(input|prompt|cache)', operator: 'gt' as const, value: start }],
      prices: pricesFor(prices, start + 1),
    })),
  ]
  if (Object.keys(tiers[0]?.prices ?? {}).length === 0) return null
  return {
    id,
    modelName: model.id,
    matchPattern: `^${model.id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`,
    pricingTiers: tiers,
  }
}

function tierStarts(price: GenaiPrice[string]): number[] {
  return typeof price === 'object' ? price.tiers.map((tier) => tier.start) : []
}

function pricesFor(prices: GenaiPrice, inputTokens: number): Record<string, number> {
  const perToken = (name: string): number | undefined => {
    const price = prices[name]
    if (price === undefined || typeof price === 'number') return price
    return price.tiers.findLast((tier) => inputTokens > tier.start)?.price ?? price.base
  }
  const entries = keysOfPrice.flatMap(({ price, keys }) => {
    const dollarsPerMillion = resolveFallback(price, perToken)
    // Dividing by a million would leave dust of binary fractions; a decimal exponent does not.
    return dollarsPerMillion === undefined
      ? []
      : keys.map((key) => [key, Number(`${dollarsPerMillion}e-6`)] as const)
  })
  return Object.fromEntries(entries)
}

function resolveFallback(name: string, perToken: (name: string) => number | undefined): number | undefined {
  const own = perToken(name)
  const fallback = keysOfPrice.find((entry) => entry.price === name)?.fallback
  return own ?? (fallback === undefined ? undefined : resolveFallback(fallback, perToken))
}

function priceAt(prices: GenaiPrice | ConditionalPrice[], at: Date): GenaiPrice {
  if (!Array.isArray(prices)) return prices
  const valid = prices.filter(({ constraint }) => {
    if (constraint === undefined) return true
    if (constraint.type === 'start_date') return at.toISOString().slice(0, 10) >= constraint.start_date
    const time = `${at.toISOString().slice(11, 19)}Z`
    const { start_time: start, end_time: end } = constraint
    return start <= end ? time >= start && time < end : time >= start || time < end
  })
  return valid.at(-1)?.prices ?? prices[0]?.prices ?? {}
}
