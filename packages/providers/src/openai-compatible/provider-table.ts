import { OPENAI_ONLY } from '../spec/openai-parameters.ts'
import { type CompatibleProvider, OPENAI } from './provider.ts'

type Traits = Partial<CompatibleProvider>

const ANY_MODEL = /(?:)/

/** A service on the internet. Its variables are those of its prefix in capitals, unless `traits` says otherwise. */
function hosted(name: string, baseUrl: string, traits: Traits = {}): CompatibleProvider {
  return { ...OPENAI, ofOpenAi: false, name, baseUrl, ...variablesOf(name), ...traits }
}

/** A server of one's own: takes what open models take, and needs no key. */
export function selfHosted(
  name: string,
  baseUrl: string | undefined,
  traits: Traits = {},
): CompatibleProvider {
  const open = { keyRequired: false, topK: true, reasoningReplay: true }
  return { ...OPENAI, ofOpenAi: false, name, baseUrl, ...variablesOf(name), ...open, ...traits }
}

function variablesOf(name: string): Pick<CompatibleProvider, 'baseVariables' | 'keyVariables'> {
  const stem = name.toUpperCase()
  return { baseVariables: [`${stem}_API_BASE`], keyVariables: [`${stem}_API_KEY`] }
}

const MISTRAL: Traits = {
  streamOptions: false,
  anyTool: 'any',
  shortCallIds: true,
  messageNames: false,
  prefixMark: true,
  bridgeAfterTools: true,
  parameterNames: { seed: 'random_seed', dimensions: 'output_dimension' },
  refuses: [[ANY_MODEL, ['logit_bias', 'logprobs', 'top_logprobs', 'user', 'service_tier', ...OPENAI_ONLY]]],
}

export const COMPATIBLE_PROVIDERS: readonly CompatibleProvider[] = [
  OPENAI,
  {
    ...OPENAI,
    name: 'text-completion-openai',
    protocol: 'text',
    refuses: [[ANY_MODEL, ['tools', 'response_format', 'reasoning_effort']]],
  },
  selfHosted('openai_like', undefined),
  selfHosted('custom_openai', undefined, { baseVariables: [], keyVariables: [] }),
  selfHosted('litellm_proxy', undefined, { cacheMarks: true, thinking: 'budget' }),
  selfHosted('hosted_vllm', undefined),
  selfHosted('lm_studio', 'http://localhost:1234/v1'),
  selfHosted('llamafile', 'http://127.0.0.1:8080/v1'),
  hosted('mistral', 'https://api.mistral.ai/v1', MISTRAL),
  hosted('codestral', 'https://codestral.mistral.ai/v1', MISTRAL),
  hosted('groq', 'https://api.groq.com/openai/v1', {
    refuses: [[ANY_MODEL, ['logit_bias', 'logprobs', 'top_logprobs']]],
  }),
  // Prefixes and strict tools are there only under this path.
  hosted('deepseek', 'https://api.deepseek.com/beta', {
    thinking: 'switch',
    reasoningReplay: true,
    prefixMark: true,
  }),
  hosted('xai', 'https://api.x.ai/v1', {
    refuses: [
      [/^grok-(?:3-mini|4|code)/, ['presence_penalty', 'frequency_penalty', 'stop']],
      [/^grok-(?:4(?:-0709|-latest|-fast.*|$)|code)/, ['reasoning_effort']],
    ],
  }),
  hosted('together_ai', 'https://api.together.xyz/v1', {
    topK: true,
    keyVariables: ['TOGETHER_API_KEY', 'TOGETHER_AI_API_KEY', 'TOGETHERAI_API_KEY', 'TOGETHER_AI_TOKEN'],
  }),
  hosted('fireworks_ai', 'https://api.fireworks.ai/inference/v1', {
    topK: true,
    reasoningReplay: true,
    modelFolder: 'accounts/fireworks/models/',
    baseVariables: ['FIREWORKS_API_BASE', 'FIREWORKS_AI_API_BASE'],
    keyVariables: ['FIREWORKS_API_KEY', 'FIREWORKS_AI_API_KEY', 'FIREWORKSAI_API_KEY', 'FIREWORKS_AI_TOKEN'],
  }),
  hosted('perplexity', 'https://api.perplexity.ai/chat/completions', {
    topK: true,
    streamOptions: false,
    keyVariables: ['PERPLEXITYAI_API_KEY', 'PERPLEXITY_API_KEY'],
    refuses: [[ANY_MODEL, ['tools', 'stop', 'n', 'seed', 'logit_bias', 'logprobs', 'top_logprobs']]],
  }),
  hosted('openrouter', 'https://openrouter.ai/api/v1', {
    keyVariables: ['OPENROUTER_API_KEY', 'OR_API_KEY'],
    headerVariables: { 'http-referer': 'OR_SITE_URL', 'x-title': 'OR_APP_NAME' },
    cacheMarks: true,
    thinking: 'reasoning',
    reasoningReplay: true,
    reasoningDetails: true,
    topK: true,
    body: { usage: { include: true } },
  }),
  hosted('nvidia_nim', 'https://integrate.api.nvidia.com/v1', { topK: true }),
  hosted('cerebras', 'https://api.cerebras.ai/v1', {
    refuses: [[ANY_MODEL, ['presence_penalty', 'frequency_penalty', 'logit_bias']]],
  }),
  hosted('sambanova', 'https://api.sambanova.ai/v1', { topK: true }),
  hosted('deepinfra', 'https://api.deepinfra.com/v1/openai', { topK: true }),
  hosted('github', 'https://models.github.ai/inference'),
  selfHosted('databricks', undefined, {
    thinking: 'budget',
    reasoningReplay: false,
    refuses: [
      [ANY_MODEL, ['seed', 'presence_penalty', 'frequency_penalty', 'logit_bias', 'parallel_tool_calls']],
    ],
  }),
  hosted('moonshot', 'https://api.moonshot.ai/v1', { thinking: 'switch', reasoningReplay: true }),
  hosted('zai', 'https://api.z.ai/api/paas/v4', { thinking: 'switch', reasoningReplay: true }),
  hosted('dashscope', 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1', { topK: true }),
  hosted('nebius', 'https://api.studio.nebius.ai/v1', { topK: true }),
  hosted('hyperbolic', 'https://api.hyperbolic.xyz/v1', { topK: true }),
  hosted('meta_llama', 'https://api.llama.com/compat/v1', {
    baseVariables: ['LLAMA_API_BASE'],
    keyVariables: ['LLAMA_API_KEY'],
  }),
  hosted('vercel_ai_gateway', 'https://ai-gateway.vercel.sh/v1', {
    cacheMarks: true,
    keyVariables: ['VERCEL_AI_GATEWAY_API_KEY', 'VERCEL_OIDC_TOKEN'],
  }),
]

/** Azure OpenAI: OpenAI's models under addresses and keys of their own. */
export const AZURE: CompatibleProvider = {
  ...OPENAI,
  name: 'azure',
  baseUrl: undefined,
  baseVariables: ['AZURE_API_BASE', 'AZURE_OPENAI_ENDPOINT'],
  keyVariables: ['AZURE_API_KEY', 'AZURE_OPENAI_API_KEY'],
}
