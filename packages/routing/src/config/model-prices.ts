import type { ModelPrice } from '@kansoku/catalog'
import { toNumber } from './fields.ts'

/** LiteLLM's price fields and the usage keys that they are multiplied with. */
const usageKeysOfCost: Readonly<Record<string, readonly string[]>> = {
  input_cost_per_token: ['input'],
  output_cost_per_token: ['output'],
  cache_creation_input_token_cost: ['cache_creation_input_tokens', 'input_cache_creation_1h'],
  cache_read_input_token_cost: ['cache_read_input_tokens'],
  input_cost_per_query: ['searches'],
  input_cost_per_image: ['images', 'images_premium'],
  output_cost_per_image: ['images', 'images_premium'],
  input_cost_per_character: ['characters'],
  input_cost_per_second: ['seconds'],
}

/** Prices that the file itself gives a model; undefined when it gives none. Cache prices default to the input's. */
export function applyModelPrices(
  params: Readonly<Record<string, unknown>>,
  modelInfo: Readonly<Record<string, unknown>>,
): ModelPrice | undefined {
  const costs = Object.keys(usageKeysOfCost).flatMap((name) => {
    const value = toNumber(params[name] ?? modelInfo[name])
    return value === undefined ? [] : [[name, value] as const]
  })
  if (costs.length === 0) return undefined
  const given = new Map<string, number>(costs)
  const input = given.get('input_cost_per_token')
  const prices: Record<string, number> = {}
  for (const [name, keys] of Object.entries(usageKeysOfCost)) {
    const value = given.get(name) ?? (name.startsWith('cache_') ? input : undefined)
    if (value !== undefined) for (const key of keys) prices[key] = value
  }
  const name = String(params.model)
  return {
    id: `config:${name}`,
    modelName: name,
    // Handed to the pricing directly, never looked up by name.
    matchPattern: '^$',
    pricingTiers: [
      {
        id: `config:${name}:standard`,
        name: 'Standard',
        isDefault: true,
        priority: 0,
        conditions: [],
        prices,
      },
    ],
  }
}
