import { createAnthropicAdapter } from './anthropic/adapter.ts'
import { type BedrockPorts, createBedrockAdapter } from './bedrock/adapter.ts'
import { createCohereAdapter } from './cohere/adapter.ts'
import { createGeminiAdapter } from './google/adapter.ts'
import { createVertexAdapter } from './google/vertex/adapter.ts'
import { createOllamaAdapter } from './ollama/adapter.ts'
import { createAzureAdapter, createCompatibleAdapter } from './openai-compatible/adapter.ts'
import { COMPATIBLE_PROVIDERS } from './openai-compatible/provider-table.ts'
import { createSageMakerAdapter } from './sagemaker/adapter.ts'
import type { ProviderAdapter } from './spec/adapter.ts'
import { ProviderError } from './spec/error.ts'

/** A model string split at its provider prefix, and who serves it. */
export interface ResolvedModel {
  readonly provider: string
  /** What comes after the prefix. */
  readonly model: string
  readonly adapter: ProviderAdapter
}

export interface Providers {
  /** Names that can stand before the first slash of a model string. */
  readonly names: readonly string[]
  /**
   * `bedrock/converse/…` → Bedrock, `openai/gpt-4o` → OpenAI; a name without a known prefix is that of the
   * provider whose models are called so: `claude-…` Anthropic's, `gpt-…` OpenAI's, `gemini-…` Vertex AI's (as in
   * LiteLLM), `us.amazon.…` Bedrock's. `customProvider` (`custom_llm_provider`)
   * wins. Throws `ProviderError` (bad_request) that lists the known names.
   */
  resolve(modelString: string, customProvider?: string): ResolvedModel
}

const ANTHROPIC_MODEL = /^claude-/
const GEMINI_MODEL = /^gemini-/
const OPENAI_MODEL = /^(?:gpt-|chatgpt-|o\d(?:-|$)|ft:gpt-)/
const BEDROCK_ID =
  /^(?:(?:global|us|eu|apac|jp|au|us-gov)\.)?(?:anthropic|amazon|meta|mistral|cohere|deepseek|ai21)\./

export function createProviders(ports: BedrockPorts): Providers {
  const adapters = new Map<string, ProviderAdapter>([
    ['bedrock', createBedrockAdapter(ports)],
    ['anthropic', createAnthropicAdapter(ports)],
    ['azure', createAzureAdapter(ports)],
    ['sagemaker', createSageMakerAdapter('sagemaker', ports)],
    ['sagemaker_chat', createSageMakerAdapter('sagemaker_chat', ports)],
    ['ollama', createOllamaAdapter(ports)],
    ['cohere', createCohereAdapter(ports)],
    ['gemini', createGeminiAdapter(ports)],
    ['vertex_ai', createVertexAdapter(ports)],
  ])
  for (const provider of COMPATIBLE_PROVIDERS) {
    adapters.set(provider.name, createCompatibleAdapter(provider, ports))
  }
  adapters.set('bedrock_converse', adapters.get('bedrock') as ProviderAdapter)
  adapters.set('cohere_chat', adapters.get('cohere') as ProviderAdapter)
  adapters.set('ollama_chat', adapters.get('ollama') as ProviderAdapter)
  adapters.set('vertex_ai_beta', adapters.get('vertex_ai') as ProviderAdapter)
  const names = [...adapters.keys()]

  const named = (provider: string, model: string): ResolvedModel => {
    const adapter = adapters.get(provider)
    if (adapter) return { provider, model, adapter }
    throw new ProviderError(
      'bad_request',
      `The model "${model}" names no provider that is known here; put one of these before it: ${names.join('/, ')}/`,
      { provider, param: 'model' },
    )
  }
  return {
    names,
    resolve(modelString, customProvider) {
      const slash = modelString.indexOf('/')
      const prefix = slash > 0 ? modelString.slice(0, slash) : ''
      const rest = adapters.has(prefix) ? modelString.slice(slash + 1) : modelString
      if (customProvider) return named(customProvider, prefix === customProvider ? rest : modelString)
      if (adapters.has(prefix)) return named(prefix, rest)
      if (ANTHROPIC_MODEL.test(modelString)) return named('anthropic', modelString)
      if (GEMINI_MODEL.test(modelString)) return named('vertex_ai', modelString)
      if (OPENAI_MODEL.test(modelString)) return named('openai', modelString)
      if (BEDROCK_ID.test(modelString) || modelString.startsWith('arn:aws'))
        return named('bedrock', modelString)
      return named(prefix, modelString)
    },
  }
}
