/** How a Gemini is asked to think: by a budget of tokens, by a level, or not at all. */
export type GeminiThinking = 'none' | 'budget' | 'level'

/** What sets one Gemini apart from another. Facts from Google's public documentation. */
export interface GeminiTraits {
  readonly thinking: GeminiThinking
  /** Least budget that turns thinking off or nearly so. */
  readonly leastBudget: number
  /** Levels beside `low` and `high`. */
  readonly allLevels: boolean
  /** Takes a schema for its answer beside tools. */
  readonly schemaBesideTools: boolean
  /** Refuses calls of tools in its history that it has not signed. */
  readonly wantsSignatures: boolean
}

const OLD: GeminiTraits = {
  thinking: 'none',
  leastBudget: 0,
  allLevels: false,
  schemaBesideTools: false,
  wantsSignatures: false,
}
const BUDGET: GeminiTraits = { ...OLD, thinking: 'budget' }
const LEVEL: GeminiTraits = {
  ...BUDGET,
  thinking: 'level',
  schemaBesideTools: true,
  wantsSignatures: true,
}

/** First match wins. */
const TABLE: readonly (readonly [RegExp, GeminiTraits])[] = [
  [/gemini-(?:1|2\.0)|gemma|learnlm|gemini-pro$/, OLD],
  [/gemini-2\.5-.*(?:image|tts)/, OLD],
  [/gemini-2\.5-pro/, { ...BUDGET, leastBudget: 128 }],
  [/gemini-2/, BUDGET],
  [/gemini-3-pro/, LEVEL],
  [/gemini-/, { ...LEVEL, allLevels: true }],
]

/** A model that is not listed (tuned, or another vendor's) is taken to think by a budget. */
export function traitsOf(model: string): GeminiTraits {
  return TABLE.find(([pattern]) => pattern.test(model))?.[1] ?? BUDGET
}
