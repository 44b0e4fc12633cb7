import { sql } from 'drizzle-orm'
import { jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, kansoku, updatedAt } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

export const usageUnit = kansoku.enum('usage_unit', [
  'TOKENS',
  'CHARACTERS',
  'MILLISECONDS',
  'SECONDS',
  'REQUESTS',
  'IMAGES',
])

/** A pricing tier as it is stored; its shape is checked when the model is created. */
interface StoredTier {
  readonly id: string
  readonly name: string
  readonly isDefault: boolean
  readonly priority: number
  readonly conditions: readonly StoredCondition[]
  /** US dollars per unit of usage, by usage key. */
  readonly prices: Readonly<Record<string, number>>
}

type StoredCondition =
  | {
      readonly usageDetailPattern: string
      readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq'
      readonly value: number
      readonly caseSensitive: boolean
    }
  | {
      readonly source: 'model_parameters' | 'metadata'
      readonly key: string
      readonly operator: 'in'
      readonly values: readonly string[]
    }

/** Models that a project defines itself; the managed ones are data of the catalogue. Tiers are always read whole. */
export const models = kansoku.table(
  'models',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    modelName: text('model_name').notNull(),
    matchPattern: text('match_pattern').notNull(),
    /** Holds for observations that start at this instant or later; null: for all. */
    startDate: instant('start_date'),
    unit: usageUnit('unit'),
    tokenizerId: text('tokenizer_id'),
    tokenizerConfig: jsonb('tokenizer_config').$type<unknown>(),
    pricingTiers: jsonb('pricing_tiers').$type<readonly StoredTier[]>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('models_name_and_start').on(
      table.projectId,
      table.modelName,
      sql`coalesce(${table.startDate}, '-infinity'::timestamptz)`,
    ),
  ],
)
