export interface TokenCounts {
  /** Includes cache reads and writes. */
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly total: number
}

/**
 * Tokens by purpose, whatever names an SDK gives them in its usage details. Where the plain input and output add up to
 * the total, the other keys are parts of them (OpenAI, LiteLLM), else all keys are disjoint (Langfuse, Anthropic).
 */
export function countTokens(usage: Readonly<Record<string, number>>): TokenCounts {
  const sums = { plainInput: 0, plainOutput: 0, input: 0, output: 0, cacheRead: 0, cacheWrite: 0, total: 0 }
  for (const key in usage) {
    const count = usage[key] ?? 0
    for (const purpose of purposesOf(key)) sums[purpose] += count
  }
  const { plainInput, plainOutput, cacheRead, cacheWrite, total } = sums
  const hasParts = plainInput + plainOutput === total
  const input = hasParts ? plainInput : sums.input
  const output = hasParts ? plainOutput : sums.output
  return { input, output, cacheRead, cacheWrite, total: total > 0 ? total : input + output }
}

const patterns = {
  plainInput: /^(input|prompt)(_?tokens?(_?count)?)?$/i,
  plainOutput: /^(output|completion|candidates)(_?tokens?(_?count)?)?$/i,
  input: /input|prompt|cache/i,
  output: /^(?!.*(input|prompt|cache)).*(output|completion|candidates|reasoning|thoughts)/i,
  cacheRead: /cached|cache_?read/i,
  cacheWrite: /cache_?(creation|write)/i,
  total: /^(total|total_tokens|totaltokens)$/i,
} as const
type Purpose = keyof typeof patterns

/** Senders use few names, but any may come. */
const knownNames = 1_000
const purposes = new Map<string, readonly Purpose[]>()

function purposesOf(key: string): readonly Purpose[] {
  const known = purposes.get(key)
  if (known) return known
  const found = (Object.keys(patterns) as Purpose[]).filter((purpose) => patterns[purpose].test(key))
  if (purposes.size < knownNames) purposes.set(key, found)
  return found
}
