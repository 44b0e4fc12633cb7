import { scoreConfigs } from '@kansoku/storage'
import { and, asc, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import type { ScoreConfig } from './score-configs.ts'

/** The configs of a project that scores can be given by, by name. */
export function listScoreChoices(
  ctx: PlatformContext,
  { projectId }: { projectId: string },
): Promise<ScoreConfig[]> {
  return ctx.metadata.db
    .select()
    .from(scoreConfigs)
    .where(and(eq(scoreConfigs.projectId, projectId), eq(scoreConfigs.isArchived, false)))
    .orderBy(asc(scoreConfigs.name), asc(scoreConfigs.id))
}
