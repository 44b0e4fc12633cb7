/** What a model of the service can do, as far as requests are refused for it. */
export interface ModelAbilities {
  /** Where cache points are taken; `never` refuses any. */
  readonly caching: 'everywhere' | 'not-in-tools' | 'never'
  /** Takes cache points that last an hour. */
  readonly hourCaching: boolean
  readonly tools: boolean
  readonly thinking: 'never' | 'on-request' | 'always'
  /** Prefixes shorter than this are not cached. */
  readonly minCacheTokens: number
  /** Tokens of input and output together. */
  readonly contextTokens: number
  /** Answers through inference profiles only, so that its bare id is refused. */
  readonly profileOnly: boolean
}

const CLAUDE: ModelAbilities = {
  caching: 'everywhere',
  hourCaching: false,
  tools: true,
  thinking: 'never',
  minCacheTokens: 1024,
  contextTokens: 200_000,
  profileOnly: false,
}

const families: readonly (readonly [RegExp, ModelAbilities])[] = [
  [
    /^anthropic\.claude-(opus|sonnet|haiku)-4-[5-9]/,
    { ...CLAUDE, hourCaching: true, thinking: 'on-request', minCacheTokens: 4096, profileOnly: true },
  ],
  [/^anthropic\.claude-(3-7|opus-4|sonnet-4)/, { ...CLAUDE, thinking: 'on-request', profileOnly: true }],
  [/^anthropic\.claude-3-5-(sonnet-20241022|haiku)/, CLAUDE],
  [/^anthropic\.claude-3/, { ...CLAUDE, caching: 'never' }],
  [/^amazon\.nova/, { ...CLAUDE, caching: 'not-in-tools', contextTokens: 300_000 }],
  [
    /^deepseek\.r1/,
    {
      ...CLAUDE,
      caching: 'never',
      tools: false,
      thinking: 'always',
      contextTokens: 128_000,
      profileOnly: true,
    },
  ],
]

const PROFILE = /^(us|eu|apac|jp|au|global|us-gov)\./

/** Undefined for ids that the service does not know. Inference profiles (`us.`, `apac.`, …) are those of their model. */
export function findAbilities(modelId: string): ModelAbilities | undefined {
  const id = modelId.startsWith('arn:') ? (modelId.split('/').at(-1) ?? '') : modelId
  const base = id.replace(PROFILE, '')
  return families.find(([pattern]) => pattern.test(base))?.[1]
}

/** Whether an id names a model itself rather than an inference profile of it. */
export function isBareModel(modelId: string): boolean {
  return !modelId.startsWith('arn:') && !PROFILE.test(modelId)
}
