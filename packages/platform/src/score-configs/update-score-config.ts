import { KansokuError, type ScoreConfigChanges, scoreConfigFaults } from '@kansoku/contracts'
import { scoreConfigs } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import { announce, channels } from '../announcements.ts'
import type { ScoreConfig, ScoreConfigsContext } from './score-configs.ts'

/**
 * Changes a config; scores that are taken afterwards are held to it. Throws `not_found`, and `invalid_request` when the
 * config would not be sound afterwards.
 */
export async function updateScoreConfig(
  ctx: ScoreConfigsContext,
  { projectId, configId, changes }: { projectId: string; configId: string; changes: ScoreConfigChanges },
): Promise<ScoreConfig> {
  const updated = await ctx.metadata.db.transaction(async (tx) => {
    const [config] = await tx
      .select()
      .from(scoreConfigs)
      .where(and(eq(scoreConfigs.id, configId), eq(scoreConfigs.projectId, projectId)))
      .for('update')
    if (!config) throw new KansokuError('not_found', 'Score config not found within authorized project')
    requireSound(config, changes)
    const [changed] = await tx
      .update(scoreConfigs)
      .set({
        name: changes.name ?? config.name,
        isArchived: changes.isArchived ?? config.isArchived,
        minValue: orStored(changes.minValue, config.minValue),
        maxValue: orStored(changes.maxValue, config.maxValue),
        categories: changes.categories ?? config.categories,
        description: orStored(changes.description, config.description),
        updatedAt: ctx.clock.now(),
      })
      .where(eq(scoreConfigs.id, configId))
      .returning()
    await announce(tx, channels.scoreConfigs, configId)
    return changed ?? config
  })
  ctx.scoreConfigs.forget(configId)
  return updated
}

function requireSound(config: ScoreConfig, changes: ScoreConfigChanges): void {
  const faults = scoreConfigFaults({
    dataType: config.dataType,
    minValue: orStored(changes.minValue, config.minValue),
    maxValue: orStored(changes.maxValue, config.maxValue),
    // The categories of a BOOLEAN config are stored, but nobody may set them.
    categories: changes.categories ?? (config.dataType === 'CATEGORICAL' ? config.categories : null),
  })
  if (faults.length === 0) return
  const details = faults.map((fault) => ({ code: 'custom', ...fault }))
  throw new KansokuError('invalid_request', undefined, { details })
}

function orStored<Value>(change: Value | null | undefined, stored: Value | null): Value | null {
  return change === undefined ? stored : change
}
