import { compileLinearPattern, type LinearPattern } from './linear-pattern.ts'
import type { ModelPrice } from './model-price.ts'

/** The first of a project's own prices that fits the name and holds at the instant. */
export function findOverride(
  overrides: readonly ModelPrice[],
  model: string,
  at: Date,
): ModelPrice | undefined {
  if (overrides.length === 0) return undefined
  return fittingOf(overrides, model).find((price) => holdsAt(price, at))
}

function holdsAt({ startDate }: ModelPrice, at: Date): boolean {
  return startDate == null || Date.parse(startDate) <= at.getTime()
}

const remembered = 2000
const known = new WeakMap<readonly ModelPrice[], Map<string, readonly ModelPrice[]>>()

/** Names of models are few, so each is held against the patterns of a list once. */
function fittingOf(overrides: readonly ModelPrice[], model: string): readonly ModelPrice[] {
  let byName = known.get(overrides)
  if (!byName || byName.size >= remembered) {
    byName = new Map()
    known.set(overrides, byName)
  }
  let fitting = byName.get(model)
  if (!fitting) {
    fitting = overrides.filter((price) => fits(price, model))
    byName.set(model, fitting)
  }
  return fitting
}

const compiled = new WeakMap<ModelPrice, LinearPattern>()

/** A pattern that does not compile fits nothing. */
function fits(price: ModelPrice, model: string): boolean {
  let pattern = compiled.get(price)
  if (!pattern) {
    try {
      pattern = compileLinearPattern(price.matchPattern)
    } catch {
      pattern = { test: () => false }
    }
    compiled.set(price, pattern)
  }
  return pattern.test(model)
}
