/** What a model of the service can do, as far as requests are refused for it. */
export interface ModelAbilities {
  readonly caching: boolean
  readonly tools: boolean
  readonly thinking: 'never' | 'on-request' | 'always'
  /** Prefixes shorter than this are not cached. */
  readonly minCacheTokens: number
}

const families: readonly (readonly [RegExp, ModelAbilities])[] = [
  [
    /^anthropic\.claude-(3-7|opus-4|sonnet-4)/,
    { caching: true, tools: true, thinking: 'on-request', minCacheTokens: 1024 },
  ],
  [
    /^anthropic\.claude-3-5-(sonnet-20241022|haiku)/,
    { caching: true, tools: true, thinking: 'never', minCacheTokens: 1024 },
  ],
  [/^anthropic\.claude-3/, { caching: false, tools: true, thinking: 'never', minCacheTokens: 0 }],
  [/^amazon\.nova/, { caching: true, tools: true, thinking: 'never', minCacheTokens: 1024 }],
  [/^deepseek\.r1/, { caching: false, tools: false, thinking: 'always', minCacheTokens: 0 }],
]

/** Undefined for ids that the service does not know. Inference profiles (`us.`, `apac.`, …) are those of their model. */
export function findAbilities(modelId: string): ModelAbilities | undefined {
  const base = modelId.replace(/^(us|eu|apac|jp|au|global|us-gov)\./, '')
  return families.find(([pattern]) => pattern.test(base))?.[1]
}
