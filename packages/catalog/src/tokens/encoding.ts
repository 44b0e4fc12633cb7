import type { EncodingName } from './tokenizer.ts'

/** Counts the tokens of a text. Names of control tokens in it are text like any other. */
export type Encoding = (text: string) => number

const loaded = new Map<EncodingName, Promise<Encoding>>()

/** Each encoding takes up to 80 MB, so it is loaded when it is first asked for. */
export function loadEncoding(name: EncodingName): Promise<Encoding> {
  let encoding = loaded.get(name)
  if (!encoding) {
    encoding = name === 'claude' ? loadClaude() : loadOpenAi(name)
    loaded.set(name, encoding)
  }
  return encoding
}

const openAi = {
  o200k_base: () => import('gpt-tokenizer/encoding/o200k_base'),
  cl100k_base: () => import('gpt-tokenizer/encoding/cl100k_base'),
  p50k_base: () => import('gpt-tokenizer/encoding/p50k_base'),
  r50k_base: () => import('gpt-tokenizer/encoding/r50k_base'),
}

async function loadOpenAi(name: Exclude<EncodingName, 'claude'>): Promise<Encoding> {
  const { countTokens } = await openAi[name]()
  const asText = { disallowedSpecial: new Set<string>() }
  return (text) => countTokens(text, asText)
}

async function loadClaude(): Promise<Encoding> {
  const { getTokenizer } = await import('@anthropic-ai/tokenizer')
  const tokenizer = getTokenizer()
  return (text) => tokenizer.encode(text.normalize('NFKC'), [], []).length
}
