/** Token counts of one call. The three input counts are disjoint. */
export interface Usage {
  /** Input tokens that were neither read from nor written to a cache. */
  readonly inputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  /** Part of `cacheWriteTokens` that was written for one hour. */
  readonly cacheWrite1hTokens?: number
  /** Includes `reasoningTokens`. */
  readonly outputTokens: number
  readonly reasoningTokens?: number
  readonly totalTokens: number
  /** What is not counted in tokens: `searches`, `images`, `characters`, `seconds`. */
  readonly units?: Readonly<Record<string, number>>
  /** Further counts under the provider's names, e.g. `audio_tokens`. */
  readonly details?: Readonly<Record<string, number>>
}

export const NO_USAGE: Usage = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  totalTokens: 0,
}

/** OpenAI's `prompt_tokens`: everything the model was given, cached or not. */
export function promptTokens(usage: Usage): number {
  return usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens
}
