import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import type { EntityName } from '../commit/gather-parts.ts'
import { markPrefix } from '../deletion/deletion-mark.ts'

/** Parts received from `from` until before `to`, as the store writes instants. */
export interface ReceivedRange {
  readonly from: string
  readonly to: string
}

/** Parts whose entities one statement compares, about: bounds its memory to some megabytes. */
const partsPerRange = 50_000

/**
 * The last minutes in which parts were received, counted from the newest part, so that no clock matters: in ranges
 * that a statement can take.
 */
export async function findLastReceived(analytics: AnalyticsStore, minutes: number): Promise<ReceivedRange[]> {
  const rows = await analytics.query({
    name: 'recovery/last-received',
    lane: 'job',
    sql: `
      SELECT toStartOfMinute(received_at) AS from, from + INTERVAL 1 MINUTE AS to, count() AS parts
      FROM event_parts
      WHERE received_at >= (SELECT max(received_at) FROM event_parts) - toIntervalMinute({minutes:UInt32})
      GROUP BY from ORDER BY from`,
    params: { minutes },
    row: z.object({ from: z.string(), to: z.string(), parts: z.number() }),
  })
  const ranges: ReceivedRange[] = []
  let parts = 0
  for (const row of rows) {
    const last = ranges.at(-1)
    parts += row.parts
    if (last && parts <= partsPerRange) {
      ranges[ranges.length - 1] = { from: last.from, to: row.to }
    } else {
      ranges.push({ from: row.from, to: row.to })
      parts = row.parts
    }
  }
  return ranges
}

const received = `received_at >= {from:DateTime('UTC')} AND received_at < {to:DateTime('UTC')}`

const rowsOf = (entity: 'trace' | 'observation' | 'score') => `
  SELECT project_id, '${entity}' AS entity, id, max(row_version) AS row_version
  FROM ${entity}s
  WHERE is_deleted = 0 AND (project_id, id) IN
    (SELECT project_id, entity_id FROM event_parts WHERE entity = '${entity}' AND ${received})
  GROUP BY project_id, id`

/** Entities with parts in the range whose row is missing or counts fewer parts than there are. */
export function findOutdated(analytics: AnalyticsStore, range: ReceivedRange): Promise<EntityName[]> {
  return analytics.query({
    name: 'recovery/outdated',
    lane: 'job',
    sql: `
      SELECT parts.project_id AS project_id, parts.entity AS entity, parts.entity_id AS entity_id
      FROM (
        SELECT project_id, toString(entity) AS entity, entity_id,
          uniqExactIf(event_id, NOT startsWith(event_id, {mark:String})) AS known
        FROM event_parts
        WHERE (project_id, entity, entity_id) IN
          (SELECT project_id, entity, entity_id FROM event_parts WHERE ${received})
        GROUP BY project_id, entity, entity_id
      ) AS parts
      LEFT JOIN (${rowsOf('trace')} UNION ALL ${rowsOf('observation')} UNION ALL ${rowsOf('score')}) AS rows
        ON rows.project_id = parts.project_id AND rows.entity = parts.entity AND rows.id = parts.entity_id
      WHERE rows.row_version < parts.known
      ORDER BY project_id, entity, entity_id`,
    params: { ...range, mark: markPrefix },
    row: z
      .object({
        project_id: z.string(),
        entity: z.enum(['trace', 'observation', 'score']),
        entity_id: z.string(),
      })
      .transform(({ project_id: projectId, entity, entity_id: id }) => ({ projectId, entity, id })),
  })
}
