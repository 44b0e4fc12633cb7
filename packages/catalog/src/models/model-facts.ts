import table from '../../data/model-facts.json' with { type: 'json' }
import { findModelPrice } from '../prices/find-model-price.ts'
import { findGenaiModel } from '../prices/genai-models.ts'
import { type ModelName, parseModelName } from './model-name.ts'

export type ModelMode = 'chat' | 'embedding' | 'rerank'

/** What is known of a model beyond its price. Null means unknown. */
export interface ModelFacts {
  readonly mode: ModelMode
  /** Who sets the price, in LiteLLM's words where they exist: `bedrock`, `openai`, `gemini`…; null when unknown. */
  readonly provider: string | null
  readonly maxInputTokens: number | null
  readonly maxOutputTokens: number | null
  readonly supportsVision: boolean
  readonly supportsPromptCaching: boolean
  readonly supportsReasoning: boolean
  readonly supportsFunctionCalling: boolean
  /** US dollars per token, of the default tier. */
  readonly inputCostPerToken: number | null
  readonly outputCostPerToken: number | null
  readonly cacheReadInputTokenCost: number | null
  readonly cacheCreationInputTokenCost: number | null
}

type Ability = 'vision' | 'tools' | 'caching' | 'reasoning'

interface FactRow {
  readonly match: string
  /** Only for models that this vendor serves. */
  readonly vendor?: string
  readonly mode?: ModelMode
  readonly in: number | null
  readonly out: number | null
  readonly has: readonly Ability[]
}

const rows = (table as unknown as FactRow[]).map((row) => ({ ...row, pattern: new RegExp(row.match, 'i') }))

const providerOfVendor: Readonly<Record<string, string>> = {
  aws: 'bedrock',
  google: 'gemini',
  moonshotai: 'moonshot',
  'x-ai': 'xai',
}

/** Limits, abilities and prices of a model by any of its names; null when nothing at all is known of it. */
export function modelFacts(model: string): ModelFacts | null {
  const name = parseModelName(model)
  if (name.bedrock?.fault) return null
  const row = findRow(name)
  const genai = findGenaiModel(name)
  const { price } = findModelPrice(model)
  if (!row && !genai && !price) return null
  const prices = price?.pricingTiers.find((tier) => tier.isDefault)?.prices ?? {}
  const vendor = name.vendor ?? genai?.provider.id ?? null
  const has = (ability: Ability) => row?.has.includes(ability) ?? false
  return {
    mode: row?.mode ?? 'chat',
    provider: vendor === null ? null : (providerOfVendor[vendor] ?? vendor),
    maxInputTokens: row?.in ?? genai?.model.context_window ?? null,
    maxOutputTokens: row?.out ?? null,
    supportsVision: has('vision'),
    supportsPromptCaching: has('caching'),
    supportsReasoning: has('reasoning'),
    supportsFunctionCalling: has('tools'),
    inputCostPerToken: prices.input ?? prices.total ?? null,
    outputCostPerToken: prices.output ?? null,
    cacheReadInputTokenCost: prices.input_cached_tokens ?? prices.input_cache_read ?? null,
    cacheCreationInputTokenCost: prices.input_cache_creation ?? null,
  }
}

function findRow({ vendor, id, bedrock }: ModelName): (typeof rows)[number] | undefined {
  const key = bedrock ? bedrock.base : id
  return rows.find((row) => (row.vendor === undefined || row.vendor === vendor) && row.pattern.test(key))
}
