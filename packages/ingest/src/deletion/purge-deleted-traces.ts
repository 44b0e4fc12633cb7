import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { markPrefix } from './deletion-mark.ts'
import { findInTraces, purge } from './purge.ts'

/** Removes those of the traces, given by project, that are marked as deleted, with all that is in them. */
export async function purgeDeletedTraces(
  analytics: AnalyticsStore,
  touched: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  for (const [projectId, traceIds] of touched) {
    const marked = await findDeletedTraces(analytics, projectId, [...traceIds])
    if (marked.length === 0) continue
    const inside = await findInTraces(analytics, { projectId, traceIds: marked })
    for (const entities of [...inside, { projectId, entity: 'trace' as const, ids: marked }]) {
      await purge(analytics, entities)
    }
  }
}

/** Those of the traces that are marked as deleted. */
export async function findDeletedTraces(
  analytics: AnalyticsStore,
  projectId: string,
  traceIds: readonly string[],
): Promise<string[]> {
  const rows = await analytics.query({
    name: 'deletion/marked-traces',
    lane: 'write',
    sql: `SELECT DISTINCT entity_id FROM event_parts
      WHERE project_id = {project:String} AND entity = 'trace' AND entity_id IN {traces:Array(String)}
        AND startsWith(event_id, {mark:String})`,
    params: { project: projectId, traces: [...traceIds], mark: markPrefix },
    row: z.object({ entity_id: z.string() }),
  })
  return rows.map(({ entity_id }) => entity_id)
}
