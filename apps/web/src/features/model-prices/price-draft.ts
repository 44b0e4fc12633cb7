import type { PublicModel } from '@kansoku/contracts'
import type { ModelDefinitionBody } from './model-definitions.ts'

type Condition = PublicModel['pricingTiers'][number]['conditions'][number]
export type AttributeCondition = Extract<Condition, { source: string }>
export type Operator = Exclude<Condition, AttributeCondition>['operator']

/** What people type; `key` tells rows apart while they change. */
export interface UsageRow {
  readonly key: number
  readonly name: string
}

export interface UsageCondition {
  readonly key: number
  readonly pattern: string
  readonly operator: Operator
  readonly value: string
  readonly caseSensitive: boolean
}

export interface TierDraft {
  readonly key: number
  readonly name: string
  readonly conditions: readonly UsageCondition[]
  /** Conditions on parameters and metadata: shown, and kept as they are. */
  readonly attributes: readonly AttributeCondition[]
  /** US dollars for a million, by the key of a usage row. */
  readonly prices: Readonly<Record<number, string>>
}

export interface ModelDraft {
  readonly modelName: string
  readonly matchPattern: string
  readonly tokenizerId: string
  readonly usage: readonly UsageRow[]
  /** The first one is the default. */
  readonly tiers: readonly TierDraft[]
}

const million = 1_000_000

/** Dollars for a million units, without the noise of binary fractions. */
export function perMillion(price: number): number {
  return Number((price * million).toPrecision(12))
}

function perUnit(text: string): number {
  return Number((Number(text) / million).toPrecision(12))
}

export const emptyDraft: ModelDraft = {
  modelName: '',
  matchPattern: '',
  tokenizerId: '',
  usage: ['input', 'output'].map((name, key) => ({ key, name })),
  tiers: [{ key: 0, name: 'Standard', conditions: [], attributes: [], prices: {} }],
}

export function toDraft(model: PublicModel): ModelDraft {
  const tiers = [...model.pricingTiers].sort((a, b) => a.priority - b.priority)
  const names = [...new Set(tiers.flatMap(({ prices }) => Object.keys(prices)))]
  const usage = names.map((name, key) => ({ key, name }))
  return {
    modelName: model.modelName,
    matchPattern: model.matchPattern,
    tokenizerId: model.tokenizerId ?? '',
    usage,
    tiers: tiers.map(({ name, conditions, prices }, key) => ({
      key,
      name,
      conditions: conditions.flatMap((condition, index) =>
        'source' in condition
          ? []
          : [
              {
                key: index,
                pattern: condition.usageDetailPattern,
                operator: condition.operator,
                value: String(condition.value),
                caseSensitive: condition.caseSensitive,
              },
            ],
      ),
      attributes: conditions.filter((condition) => 'source' in condition),
      prices: Object.fromEntries(
        usage.flatMap((row) =>
          prices[row.name] === undefined ? [] : [[row.key, String(perMillion(prices[row.name] ?? 0))]],
        ),
      ),
    })),
  }
}

/** `origin`: the model that is changed or copied, whose further properties stay. */
export function toBody(draft: ModelDraft, origin: PublicModel | undefined): ModelDefinitionBody {
  const { modelName, matchPattern, tokenizerId, usage, tiers } = draft
  const keepsTokenizer = tokenizerId !== '' && tokenizerId === origin?.tokenizerId
  return {
    modelName: modelName.trim(),
    matchPattern: matchPattern.trim(),
    startDate: origin?.startDate ?? null,
    unit: origin?.unit ?? 'TOKENS',
    tokenizerId: tokenizerId === 'openai' || tokenizerId === 'claude' ? tokenizerId : null,
    tokenizerConfig: keepsTokenizer ? origin?.tokenizerConfig : null,
    pricingTiers: tiers.map(({ name, conditions, attributes, prices }, index) => ({
      name: name.trim(),
      isDefault: index === 0,
      priority: index,
      conditions: [
        ...conditions.map(({ pattern, operator, value, caseSensitive }) => ({
          usageDetailPattern: pattern.trim(),
          operator,
          value: Number(value),
          caseSensitive,
        })),
        ...attributes.map((condition) => ({ ...condition, values: [...condition.values] })),
      ],
      prices: Object.fromEntries(usage.map((row) => [row.name.trim(), perUnit(prices[row.key] ?? '0')])),
    })),
  }
}

/** For a row that is added to others. */
export function nextKey(rows: readonly { readonly key: number }[]): number {
  return Math.max(-1, ...rows.map(({ key }) => key)) + 1
}
