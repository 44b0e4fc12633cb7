import type { ScoreConfigBody, ScoreConfigChanges } from '@kansoku/contracts'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { createScoreConfig } from './create-score-config.ts'
import { listScoreConfigs } from './read-score-configs.ts'
import type { ScoreConfig, ScoreConfigsContext } from './score-configs.ts'
import { updateScoreConfig } from './update-score-config.ts'

interface Actor {
  readonly userId: string
  readonly projectId: string
}

/** More are not for people to look at; the public API pages through them. */
const mostListed = 1000

/** Newest first. Throws `not_found` unless the user may see the project. */
export async function listProjectScoreConfigs(
  ctx: PlatformContext,
  actor: Actor,
): Promise<{ configs: readonly ScoreConfig[]; mayChange: boolean }> {
  const { role } = await requireProjectAccess(ctx, actor)
  const page = { projectId: actor.projectId, limit: mostListed, offset: 0 }
  const { configs } = await listScoreConfigs(ctx, page)
  return { configs, mayChange: hasProjectScope(role, 'scoreConfigs:write') }
}

/** As `createScoreConfig`, for members: viewers get `access_denied`. */
export async function addProjectScoreConfig(
  ctx: PlatformContext,
  { config, ...actor }: Actor & { config: ScoreConfigBody },
): Promise<ScoreConfig> {
  await requireProjectAccess(ctx, { ...actor, scope: 'scoreConfigs:write' })
  return createScoreConfig(ctx, { projectId: actor.projectId, config })
}

/** As `updateScoreConfig`, likewise. */
export async function changeProjectScoreConfig(
  ctx: ScoreConfigsContext,
  { changes, configId, ...actor }: Actor & { configId: string; changes: ScoreConfigChanges },
): Promise<ScoreConfig> {
  await requireProjectAccess(ctx, { ...actor, scope: 'scoreConfigs:write' })
  return updateScoreConfig(ctx, { projectId: actor.projectId, configId, changes })
}
