import { randomUUID } from 'node:crypto'
import type { ScoreConfigBody } from '@kansoku/contracts'
import { scoreConfigs } from '@kansoku/storage'
import type { PlatformContext } from '../context.ts'
import type { ScoreConfig } from './score-configs.ts'

/** Defines a score config of the project. Names need not be unique. */
export async function createScoreConfig(
  ctx: PlatformContext,
  { projectId, config }: { projectId: string; config: ScoreConfigBody },
): Promise<ScoreConfig> {
  const now = ctx.clock.now()
  const [created] = await ctx.metadata.db
    .insert(scoreConfigs)
    .values({
      id: randomUUID(),
      projectId,
      name: config.name,
      dataType: config.dataType,
      minValue: config.minValue ?? null,
      maxValue: config.maxValue ?? null,
      categories: config.dataType === 'BOOLEAN' ? truthValues : (config.categories ?? null),
      description: config.description ?? null,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  if (!created) throw new Error('the insert of a score config returned no row')
  return created
}

const truthValues = [
  { label: 'True', value: 1 },
  { label: 'False', value: 0 },
]
