/** A tier holds when all its conditions hold; sums are over the usage keys that match the pattern. */
export type TierCondition =
  | {
      readonly usageDetailPattern: string
      readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq'
      readonly value: number
      readonly caseSensitive?: boolean
    }
  | {
      readonly source: 'model_parameters' | 'metadata'
      readonly key: string
      readonly operator: 'in'
      readonly values: readonly string[]
    }

export interface PricingTier {
  readonly id: string
  readonly name: string
  /** Exactly one tier of a model is the default: priority 0, no conditions. */
  readonly isDefault: boolean
  readonly priority: number
  readonly conditions: readonly TierCondition[]
  /** US dollars per unit of usage, by usage key. */
  readonly prices: Readonly<Record<string, number>>
}

/** What a model costs, in the format of Langfuse's price list. */
export interface ModelPrice {
  readonly id: string
  readonly modelName: string
  /** A Postgres regular expression on the whole model name, often with a leading `(?i)`. */
  readonly matchPattern: string
  readonly pricingTiers: readonly PricingTier[]
  /** Valid from this instant (ISO 8601); absent means always. */
  readonly startDate?: string | null
  readonly tokenizerId?: string | null
  readonly tokenizerConfig?: unknown
  /** When the definition was made (ISO 8601). */
  readonly createdAt?: string
}
