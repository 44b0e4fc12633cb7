/** US dollars of one call by what they were paid for. */
export interface CostParts {
  /** Input that no cache was involved in. */
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly output: number
  /** What the price does not break down. */
  readonly other: number
}

const purposes: readonly (readonly [RegExp, keyof CostParts])[] = [
  [/cached|cache_?read/i, 'cacheRead'],
  [/cache/i, 'cacheWrite'],
  [/input|prompt/i, 'input'],
  [/output|completion|reasoning|thoughts/i, 'output'],
]

/** Parts add up to the total; null where nothing has a price. */
export function costParts(details: Readonly<Record<string, number>>, total: number | null): CostParts | null {
  if (total === null) return null
  const parts = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0 }
  for (const [key, amount] of Object.entries(details)) {
    const purpose = purposes.find(([pattern]) => pattern.test(key))?.[1]
    if (purpose && purpose !== 'other') parts[purpose] += amount
  }
  const known = parts.input + parts.cacheRead + parts.cacheWrite + parts.output
  // Dollars are doubles here: a rest below a billionth is none.
  const rest = total - known
  return { ...parts, other: rest > 1e-9 ? rest : 0 }
}
