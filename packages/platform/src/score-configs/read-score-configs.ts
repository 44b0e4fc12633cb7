import { KansokuError } from '@kansoku/contracts'
import { scoreConfigs } from '@kansoku/storage'
import { and, asc, count, desc, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import type { ScoreConfig } from './score-configs.ts'

/** A page of the project's configs, newest first. */
export async function listScoreConfigs(
  ctx: PlatformContext,
  { projectId, limit, offset }: { projectId: string; limit: number; offset: number },
): Promise<{ configs: readonly ScoreConfig[]; totalItems: number }> {
  const ofProject = eq(scoreConfigs.projectId, projectId)
  const [configs, [total]] = await Promise.all([
    ctx.metadata.db
      .select()
      .from(scoreConfigs)
      .where(ofProject)
      .orderBy(desc(scoreConfigs.createdAt), asc(scoreConfigs.id))
      .limit(limit)
      .offset(offset),
    ctx.metadata.db.select({ items: count() }).from(scoreConfigs).where(ofProject),
  ])
  return { configs, totalItems: total?.items ?? 0 }
}

/** Throws `not_found`. */
export async function getScoreConfig(
  ctx: PlatformContext,
  { projectId, configId }: { projectId: string; configId: string },
): Promise<ScoreConfig> {
  const [config] = await ctx.metadata.db
    .select()
    .from(scoreConfigs)
    .where(and(eq(scoreConfigs.id, configId), eq(scoreConfigs.projectId, projectId)))
  if (!config) throw new KansokuError('not_found', 'Score config not found within authorized project')
  return config
}
