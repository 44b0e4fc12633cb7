import type { PublicScoreConfig } from '@kansoku/contracts'
import type { ScoreConfig } from '@kansoku/platform'

export function presentScoreConfig(config: ScoreConfig): PublicScoreConfig {
  return {
    id: config.id,
    name: config.name,
    createdAt: config.createdAt.toISOString(),
    updatedAt: config.updatedAt.toISOString(),
    projectId: config.projectId,
    dataType: config.dataType,
    isArchived: config.isArchived,
    minValue: config.minValue,
    maxValue: config.maxValue,
    categories: config.categories?.map(({ label, value }) => ({ label, value })) ?? null,
    description: config.description,
  }
}
