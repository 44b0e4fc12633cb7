/** Where `cachePoint` blocks are understood. */
export interface CacheSupport {
  readonly system: boolean
  readonly messages: boolean
  readonly tools: boolean
  /** Takes `ttl: "1h"`. */
  readonly oneHour: boolean
}

/** How a model is asked to think. */
type ReasoningStyle =
  | 'none'
  /** Anthropic's `thinking` with a token budget. */
  | 'budget'
  /** Anthropic's adaptive thinking with an effort, a budget too. */
  | 'adaptive'
  /** Adaptive thinking, no budget. */
  | 'adaptive_only'
  /** A `reasoning_effort` word. */
  | 'effort'
  /** Nova 2's `reasoningConfig`. */
  | 'nova'
  /** Thinks always and takes no setting. */
  | 'always'

/** What a model does with a Converse request. Facts from the public Bedrock user guide. */
export interface Capabilities {
  readonly family: 'claude' | 'nova' | 'other'
  readonly cache: CacheSupport
  readonly system: boolean
  readonly tools: boolean
  /** Which `toolChoice` members are accepted. */
  readonly toolChoice: 'all' | 'auto_any' | 'auto'
  readonly vision: boolean
  readonly documents: boolean
  readonly reasoning: ReasoningStyle
  /** Refuses temperature and top_p together. */
  readonly oneSampler: boolean
  /** Takes `disable_parallel_tool_use`. */
  readonly parallelSwitch: boolean
}

const NO_CACHE: CacheSupport = { system: false, messages: false, tools: false, oneHour: false }
const CLAUDE_CACHE: CacheSupport = { system: true, messages: true, tools: true, oneHour: false }
const HOUR_CACHE: CacheSupport = { ...CLAUDE_CACHE, oneHour: true }
const NOVA_CACHE: CacheSupport = { system: true, messages: true, tools: false, oneHour: false }

const CLAUDE: Capabilities = {
  family: 'claude',
  cache: CLAUDE_CACHE,
  system: true,
  tools: true,
  toolChoice: 'all',
  vision: true,
  documents: true,
  reasoning: 'none',
  oneSampler: false,
  parallelSwitch: false,
}
const CLAUDE_4_5: Capabilities = {
  ...CLAUDE,
  cache: HOUR_CACHE,
  reasoning: 'budget',
  oneSampler: true,
  parallelSwitch: true,
}
const NOVA: Capabilities = { ...CLAUDE, family: 'nova', cache: NOVA_CACHE, toolChoice: 'all' }
const PLAIN: Capabilities = {
  ...CLAUDE,
  family: 'other',
  cache: NO_CACHE,
  toolChoice: 'auto_any',
  vision: false,
  documents: true,
}
const NO_TOOLS: Capabilities = { ...PLAIN, tools: false }

/** First match wins, so the more special rows come first. */
const TABLE: readonly (readonly [RegExp, Capabilities])[] = [
  [/claude-(?:v1|v2|instant)/, { ...CLAUDE, cache: NO_CACHE, tools: false, vision: false }],
  [/claude-3-5-sonnet-20240620/, { ...CLAUDE, cache: NO_CACHE }],
  [/claude-3-5-haiku/, { ...CLAUDE, vision: false }],
  [/claude-3-5-/, CLAUDE],
  [/claude-3-7-/, { ...CLAUDE, reasoning: 'budget' }],
  [/claude-3-/, { ...CLAUDE, cache: NO_CACHE }],
  [/claude-(?:opus|sonnet)-4-2025/, { ...CLAUDE, reasoning: 'budget' }],
  [/claude-opus-4-1/, { ...CLAUDE, reasoning: 'budget', oneSampler: true }],
  [/claude-(?:opus|sonnet|haiku)-4-5/, CLAUDE_4_5],
  [/claude-(?:opus|sonnet)-4-6/, { ...CLAUDE_4_5, reasoning: 'adaptive' }],
  [/claude-/, { ...CLAUDE_4_5, reasoning: 'adaptive_only' }],
  [/nova-micro/, { ...NOVA, vision: false, documents: false }],
  [/nova-2/, { ...NOVA, reasoning: 'nova' }],
  [/nova-/, NOVA],
  [/deepseek\.r1/, { ...NO_TOOLS, reasoning: 'always' }],
  [/deepseek\./, PLAIN],
  [/gpt-oss/, { ...PLAIN, documents: false, reasoning: 'effort' }],
  [/llama3-[12]-(?:1b|3b)|llama[23]-(?:\d+b|chat)/, NO_TOOLS],
  [/llama3-2|llama4/, { ...PLAIN, toolChoice: 'auto', vision: true }],
  [/llama/, { ...PLAIN, toolChoice: 'auto' }],
  [/titan-text|jurassic|j2-/, { ...NO_TOOLS, system: false }],
  [/mistral-7b|mixtral/, { ...NO_TOOLS, system: false }],
  [/pixtral/, { ...PLAIN, vision: true }],
  [/cohere\.command-(?:text|light)/, { ...NO_TOOLS, system: false }],
  [/^(?:cohere|ai21)\./, { ...PLAIN, toolChoice: 'auto' }],
  [/^mistral\./, PLAIN],
]

/**
 * By base model id. A model that is not listed (a new release, an application inference profile) is taken to do
 * everything but caching and reasoning, so that the provider itself has the last word.
 */
export function capabilitiesOf(baseModel: string): Capabilities {
  for (const [pattern, capabilities] of TABLE) if (pattern.test(baseModel)) return capabilities
  return { ...PLAIN, toolChoice: 'all', vision: true }
}
