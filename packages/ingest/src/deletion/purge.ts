import type { AnalyticsStore, Entity } from '@kansoku/storage'
import { z } from 'zod'
import { markPrefix } from './deletion-mark.ts'

/** Ids of entities of one project. */
export interface EntityIds {
  readonly projectId: string
  readonly entity: Entity
  readonly ids: readonly string[]
}

const tables = { trace: 'traces', observation: 'observations', score: 'scores' } as const
/** As many as an HTTP front takes in one statement. */
const idsPerStatement = 1000

/**
 * Removes rows and parts of entities, all but their deletion marks. No read finds them once this resolves; the engine
 * takes them from the disk with its next merge.
 */
export async function purge(analytics: AnalyticsStore, { projectId, entity, ids }: EntityIds): Promise<void> {
  for (let start = 0; start < ids.length; start += idsPerStatement) {
    const params = {
      project: projectId,
      entity,
      ids: ids.slice(start, start + idsPerStatement),
      mark: markPrefix,
    }
    await analytics.command(
      `DELETE FROM ${tables[entity]} WHERE project_id = {project:String} AND id IN {ids:Array(String)}`,
      params,
    )
    await analytics.command(
      `DELETE FROM event_parts WHERE project_id = {project:String} AND entity = {entity:String}
        AND entity_id IN {ids:Array(String)} AND NOT startsWith(event_id, {mark:String})`,
      params,
    )
  }
}

/** Observations and scores that lie in traces, in whatever version. */
export async function findInTraces(
  analytics: AnalyticsStore,
  { projectId, traceIds }: { projectId: string; traceIds: readonly string[] },
): Promise<EntityIds[]> {
  const found = await Promise.all(
    (['observation', 'score'] as const).map(async (entity) => {
      const rows = await analytics.query({
        name: `deletion/${entity}s-of-traces`,
        lane: 'write',
        sql: `SELECT DISTINCT id FROM ${tables[entity]}
          WHERE project_id = {project:String} AND trace_id IN {traces:Array(String)}`,
        params: { project: projectId, traces: [...traceIds] },
        row: z.object({ id: z.string() }),
      })
      return { projectId, entity, ids: rows.map(({ id }) => id) }
    }),
  )
  return found.filter(({ ids }) => ids.length > 0)
}
