/** What sets one provider of OpenAI's chat completions apart from the others. Data only. */
export interface CompatibleProvider {
  /** The prefix of its model strings. */
  readonly name: string
  /** Used when neither the deployment nor the environment names a base. */
  readonly baseUrl: string | undefined
  readonly baseVariables: readonly string[]
  readonly keyVariables: readonly string[]
  /** A call to the default base without a key is refused before it is sent. */
  readonly keyRequired: boolean
  /** Takes `cache_control` marks on content parts. */
  readonly cacheMarks: boolean
  /** Takes Anthropic's `thinking`; otherwise it becomes a `reasoning_effort`. */
  readonly thinking: boolean
  /** Takes earlier reasoning back as `reasoning_content`. */
  readonly reasoningReplay: boolean
  readonly topK: boolean
}

const OPENAI: CompatibleProvider = {
  name: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  baseVariables: ['OPENAI_BASE_URL', 'OPENAI_API_BASE'],
  keyVariables: ['OPENAI_API_KEY'],
  keyRequired: true,
  cacheMarks: false,
  thinking: false,
  reasoningReplay: false,
  topK: false,
}

const SELF_HOSTED = { keyRequired: false, topK: true, reasoningReplay: true } as const

const OLLAMA: CompatibleProvider = {
  ...OPENAI,
  ...SELF_HOSTED,
  name: 'ollama',
  baseUrl: 'http://localhost:11434/v1',
  baseVariables: ['OLLAMA_API_BASE'],
  keyVariables: ['OLLAMA_API_KEY'],
}

export const COMPATIBLE_PROVIDERS: readonly CompatibleProvider[] = [
  OPENAI,
  {
    ...OPENAI,
    ...SELF_HOSTED,
    name: 'openai_like',
    baseUrl: undefined,
    baseVariables: ['OPENAI_LIKE_API_BASE'],
    keyVariables: ['OPENAI_LIKE_API_KEY'],
  },
  {
    ...OPENAI,
    ...SELF_HOSTED,
    name: 'custom_openai',
    baseUrl: undefined,
    baseVariables: [],
    keyVariables: [],
  },
  {
    ...OPENAI,
    ...SELF_HOSTED,
    name: 'litellm_proxy',
    baseUrl: undefined,
    baseVariables: ['LITELLM_PROXY_API_BASE'],
    keyVariables: ['LITELLM_PROXY_API_KEY'],
    cacheMarks: true,
    thinking: true,
  },
  {
    ...OPENAI,
    ...SELF_HOSTED,
    name: 'hosted_vllm',
    baseUrl: undefined,
    baseVariables: ['HOSTED_VLLM_API_BASE'],
    keyVariables: ['HOSTED_VLLM_API_KEY'],
  },
  OLLAMA,
  { ...OLLAMA, name: 'ollama_chat' },
  {
    ...OPENAI,
    ...SELF_HOSTED,
    name: 'lm_studio',
    baseUrl: 'http://localhost:1234/v1',
    baseVariables: ['LM_STUDIO_API_BASE'],
    keyVariables: ['LM_STUDIO_API_KEY'],
  },
]
