import type { ModelPrice } from '../prices/model-price.ts'

export type EncodingName = 'o200k_base' | 'cl100k_base' | 'p50k_base' | 'r50k_base' | 'claude'

/** How the tokens of a model are counted. */
export interface Tokenizer {
  readonly encoding: EncodingName
  /** What chat messages cost beyond their texts; null where a list of messages is counted as its JSON. */
  readonly chat: { readonly perMessage: number; readonly perName: number } | null
}

/** First match wins: `gpt-4` begins newer names too. Source: OpenAI's table of encodings by model. */
const encodings: readonly (readonly [RegExp, EncodingName, { readonly isChat: boolean }])[] = [
  [/^(?:chatgpt-4o|gpt-4o|gpt-4\.[15]|gpt-5|gpt-oss|o[134])(?![a-z\d])/, 'o200k_base', { isChat: true }],
  [/^(?:gpt-4|gpt-3\.5|gpt-35)(?![a-z\d])/, 'cl100k_base', { isChat: true }],
  [/^(?:text-embedding-(?:ada-002|3-)|davinci-002|babbage-002)/, 'cl100k_base', { isChat: false }],
  [/^(?:text-davinci-00[23]|code-(?:davinci|cushman)-)/, 'p50k_base', { isChat: false }],
  [/^(?:text-)?(?:ada|babbage|curie|davinci)(?:-001)?$/, 'r50k_base', { isChat: false }],
]

/**
 * How Langfuse's `tokenizerId` and `tokenizerConfig` say that a model counts: `openai` with the `tokenizerModel` whose
 * encoding it has, `claude` without more. Null where there is no tokenizer or its configuration names no known model.
 */
export function tokenizerOf({ tokenizerId, tokenizerConfig }: ModelPrice): Tokenizer | null {
  if (tokenizerId === 'claude') return { encoding: 'claude', chat: null }
  if (tokenizerId !== 'openai') return null
  const config = typeof tokenizerConfig === 'object' ? (tokenizerConfig as Config | null) : null
  const model = typeof config?.tokenizerModel === 'string' ? config.tokenizerModel.replace(/^ft:/, '') : ''
  const found = encodings.find(([pattern]) => pattern.test(model))
  if (!found) return null
  const [, encoding, { isChat }] = found
  return { encoding, chat: isChat ? chatOverhead(config) : null }
}

interface Config {
  readonly tokenizerModel?: unknown
  readonly tokensPerMessage?: unknown
  readonly tokensPerName?: unknown
}

function chatOverhead(config: Config | null) {
  return { perMessage: numberOr(config?.tokensPerMessage, 3), perName: numberOr(config?.tokensPerName, 1) }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}
