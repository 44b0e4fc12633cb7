import { randomUUID } from 'node:crypto'
import { fitsDataType, type GivenScore, KansokuError } from '@kansoku/contracts'
import { askTraceHeads, getScore, objectExists, type ScoreRecord } from '@kansoku/query'
import type { AnalyticsStore } from '@kansoku/storage'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'

interface Annotation extends GivenScore {
  readonly id: string
  readonly traceId: string
  readonly environment: string
  readonly authorUserId: string
}

export interface ScoresContext extends PlatformContext {
  readonly analytics: AnalyticsStore
  readonly ingestion: {
    annotate(projectId: string, annotation: Annotation): Promise<void>
    deleteScore(projectId: string, scoreId: string): Promise<void>
  }
}

interface OfTrace {
  readonly userId: string
  readonly projectId: string
  readonly traceId: string
}
type OneScore = OfTrace & { readonly scoreId: string }

/**
 * Scores a trace, or an observation of it. Throws `access_denied`, `not_found` when there is no such thing, and
 * `invalid_request` when the score does not fit its config.
 */
export async function giveScore(
  ctx: ScoresContext,
  { userId, projectId, traceId, score }: OfTrace & { readonly score: GivenScore },
): Promise<{ id: string }> {
  await requireProjectAccess(ctx, { userId, projectId, scope: 'traces:annotate' })
  const [trace] = await askTraceHeads(ctx.analytics, { projectId, traceIds: [traceId] })
  if (!trace) throw new KansokuError('not_found', `Trace ${traceId} not found`)
  const { observationId } = score
  if (observationId !== null) {
    const key = { projectId, type: 'OBSERVATION', id: observationId, traceId } as const
    if (!(await objectExists(ctx.analytics, key)))
      throw new KansokuError('not_found', `Observation ${observationId} not found`)
  }
  const id = randomUUID()
  const { environment } = trace
  await ctx.ingestion.annotate(projectId, { ...score, id, traceId, environment, authorUserId: userId })
  return { id }
}

/** Throws as `giveScore` does; scores of programs are not found. */
export async function changeGivenScore(
  ctx: ScoresContext,
  { value, comment, ...one }: OneScore & Pick<GivenScore, 'value' | 'comment'>,
): Promise<void> {
  const score = await findGivenScore(ctx, one)
  const { userId: authorUserId, projectId, traceId } = one
  const dataType = score.data_type as GivenScore['dataType']
  if (!fitsDataType(dataType, value))
    throw new KansokuError('invalid_request', 'The value does not fit the data type')
  await ctx.ingestion.annotate(projectId, {
    ...{ id: score.id, name: score.name, dataType, configId: score.config_id, value, comment },
    ...{ traceId, observationId: score.observation_id, environment: score.environment, authorUserId },
  })
}

/** Throws `access_denied`, and `not_found` also for scores of programs. */
export async function deleteGivenScore(ctx: ScoresContext, one: OneScore): Promise<void> {
  const { id } = await findGivenScore(ctx, one)
  await ctx.ingestion.deleteScore(one.projectId, id)
}

async function findGivenScore(
  ctx: ScoresContext,
  { userId, projectId, traceId, scoreId }: OneScore,
): Promise<ScoreRecord> {
  await requireProjectAccess(ctx, { userId, projectId, scope: 'traces:annotate' })
  const score = await getScore(ctx.analytics, { projectId, scoreId })
  if (score?.trace_id !== traceId || score.source !== 'ANNOTATION')
    throw new KansokuError('not_found', `Score ${scoreId} not found`)
  return score
}
