import type { ClaudeThinking } from '../claude/thinking.ts'

/** What sets one Claude apart from another on Anthropic's own API. Facts from its public documentation. */
export interface ModelTraits {
  readonly thinking: ClaudeThinking | 'none'
  /** Refuses temperature and top_p together. */
  readonly oneSampler: boolean
  /** Takes a JSON schema for its answer, and strict tools. */
  readonly structuredOutput: boolean
  readonly vision: boolean
}

export interface AnthropicModel {
  /** As the API names it. */
  readonly id: string
  /** The model string ended in `[1m]`: a million tokens of context are asked for. */
  readonly longContext: boolean
  readonly traits: ModelTraits
}

const OLD: ModelTraits = { thinking: 'none', oneSampler: false, structuredOutput: false, vision: true }
const BUDGET: ModelTraits = { ...OLD, thinking: 'budget' }
const CURRENT: ModelTraits = { ...BUDGET, oneSampler: true, structuredOutput: true }

/** First match wins. */
const TABLE: readonly (readonly [RegExp, ModelTraits])[] = [
  [/claude-(?:1|2|instant)/, { ...OLD, vision: false }],
  [/claude-3[-.]7/, BUDGET],
  [/claude-3/, OLD],
  [/claude-(?:opus|sonnet)-4(?:-2025|-0|@|$)/, BUDGET],
  [/claude-opus-4-1/, CURRENT],
  [/claude-(?:opus|sonnet|haiku)-4-5/, CURRENT],
  [/claude-(?:opus|sonnet)-4-6/, { ...CURRENT, thinking: 'adaptive' }],
  [/claude-/, { ...CURRENT, thinking: 'adaptive_only' }],
]

/** A model that is not listed (another vendor's behind the same protocol) is taken to do everything by a budget. */
export function parseAnthropicModel(model: string): AnthropicModel {
  const longContext = /\[1m\]$/i.test(model)
  const id = longContext ? model.slice(0, -'[1m]'.length) : model
  const traits = TABLE.find(([pattern]) => pattern.test(id))?.[1] ?? BUDGET
  return { id, longContext, traits }
}
