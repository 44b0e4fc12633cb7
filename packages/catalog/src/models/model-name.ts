import { type BedrockId, parseBedrockId } from './bedrock-id.ts'

/** LiteLLM's provider prefixes and who sets the price behind each. */
const vendorOfPrefix: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  azure: 'azure',
  azure_ai: 'azure',
  bedrock: 'aws',
  bedrock_converse: 'aws',
  cerebras: 'cerebras',
  codestral: 'mistral',
  cohere: 'cohere',
  cohere_chat: 'cohere',
  deepseek: 'deepseek',
  fireworks_ai: 'fireworks',
  gemini: 'google',
  google: 'google',
  googleai: 'google',
  groq: 'groq',
  mistral: 'mistral',
  moonshot: 'moonshotai',
  openai: 'openai',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  'text-completion-openai': 'openai',
  together_ai: 'together',
  vertex_ai: 'google',
  xai: 'x-ai',
}

/** A model string taken apart. */
export interface ModelName {
  /** Who sets the price (`aws`, `openai`, `google`…); null when the string does not say. */
  readonly vendor: string | null
  /** Without provider prefix and call path. */
  readonly id: string
  readonly bedrock: BedrockId | null
}

/** Takes a model string of any dialect apart: LiteLLM's `provider/model`, Bedrock ids and ARNs, bare names. */
export function parseModelName(model: string): ModelName {
  const bedrock = parseBedrockId(model)
  if (bedrock) return { vendor: 'aws', id: bedrock.id, bedrock }
  const slash = model.indexOf('/')
  const vendor = slash === -1 ? undefined : vendorOfPrefix[model.slice(0, slash).toLowerCase()]
  if (vendor === undefined) return { vendor: null, id: model, bedrock: null }
  return { vendor, id: inFolder(vendor, model.slice(slash + 1)), bedrock: null }
}

/** Fireworks' own models may be named without the folder that they stand in. */
function inFolder(vendor: string, id: string): string {
  return vendor === 'fireworks' && !id.includes('/') ? `accounts/fireworks/models/${id}` : id
}
