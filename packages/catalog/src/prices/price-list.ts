import list from '../../data/model-prices.json' with { type: 'json' }
import { compileMatchPattern } from './match-pattern.ts'
import type { ModelPrice } from './model-price.ts'

/** The platform's own price list, in its order; the first match wins. */
export const priceList: readonly ModelPrice[] = list as unknown as ModelPrice[]

const compiled = new WeakMap<ModelPrice, RegExp>()

/** Whether the pattern of a price fits a model name. A pattern that does not compile fits nothing. */
export function fits(price: ModelPrice, model: string): boolean {
  let pattern = compiled.get(price)
  if (!pattern) {
    try {
      pattern = compileMatchPattern(price.matchPattern)
    } catch {
      pattern = /(?!)/
    }
    compiled.set(price, pattern)
  }
  return pattern.test(model)
}
