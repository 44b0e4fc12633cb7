import { type ModelPrice, priceList } from '@kansoku/catalog'
import type { PublicModel } from '@kansoku/contracts'
import type { models } from '@kansoku/storage'

/** A model as prices are looked up in it, and what else is known of it. */
export interface ModelDefinition extends ModelPrice {
  /** Null: of the price list, the same for all projects. */
  readonly projectId: string | null
  readonly unit: PublicModel['unit']
  readonly startDate: string | null
  readonly tokenizerId: string | null
  readonly tokenizerConfig: unknown
  readonly createdAt: string
}

export function toDefinition(row: typeof models.$inferSelect): ModelDefinition {
  return {
    id: row.id,
    projectId: row.projectId,
    modelName: row.modelName,
    matchPattern: row.matchPattern,
    startDate: row.startDate?.toISOString() ?? null,
    unit: row.unit,
    tokenizerId: row.tokenizerId,
    tokenizerConfig: row.tokenizerConfig,
    pricingTiers: row.pricingTiers,
    createdAt: row.createdAt.toISOString(),
  }
}

/** The models of the price list; nobody can change them. */
export const managedModels: readonly ModelDefinition[] = priceList.map((price) => ({
  ...price,
  projectId: null,
  unit: 'TOKENS',
  startDate: price.startDate ?? null,
  tokenizerId: price.tokenizerId ?? null,
  tokenizerConfig: price.tokenizerConfig ?? null,
  createdAt: price.createdAt ?? new Date(0).toISOString(),
}))
