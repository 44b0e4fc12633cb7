import type { AnalyticsStore } from '@kansoku/storage'
import { formatInstant, type Micros } from '../events/instant.ts'
import { toPartRow } from '../parts/part.ts'
import { deletionMark } from './deletion-mark.ts'
import { type EntityIds, findInTraces, purge } from './purge.ts'

interface DeletionContext {
  readonly analytics: AnalyticsStore
  readonly now: () => Micros
}

/**
 * Deletes traces with their observations and scores. Marks come first: should it be interrupted, deleting again
 * completes it, and what another server stores meanwhile finds the mark.
 */
export async function deleteTraces(
  context: DeletionContext,
  { projectId, traceIds }: { projectId: string; traceIds: readonly string[] },
): Promise<void> {
  const traces: EntityIds = { projectId, entity: 'trace', ids: traceIds }
  await mark(context, [traces])
  const inside = await findInTraces(context.analytics, { projectId, traceIds })
  await mark(context, inside)
  // The traces last: as long as one is found, deleting it again finds what is left in it.
  for (const entities of [...inside, traces]) await purge(context.analytics, entities)
}

export async function deleteScores(
  context: DeletionContext,
  { projectId, scoreIds }: { projectId: string; scoreIds: readonly string[] },
): Promise<void> {
  const scores: EntityIds = { projectId, entity: 'score', ids: scoreIds }
  await mark(context, [scores])
  await purge(context.analytics, scores)
}

async function mark({ analytics, now }: DeletionContext, entities: readonly EntityIds[]): Promise<void> {
  const time = now()
  const received = formatInstant(time)
  const rows = entities.flatMap(({ projectId, entity, ids }) =>
    ids.map((id) => toPartRow(deletionMark(projectId, entity, id, time), received)),
  )
  await analytics.insert('event_parts', rows)
}
