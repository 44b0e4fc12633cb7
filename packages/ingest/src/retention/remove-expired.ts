import type { AnalyticsStore, Entity } from '@kansoku/storage'
import { z } from 'zod'
import { markPrefix } from '../deletion/deletion-mark.ts'
import { formatInstant, type Micros, parseStoredInstant } from '../events/instant.ts'

/** How many entities of each kind were removed. */
export type RemovedCounts = Record<Entity, number>

export interface Expiry {
  readonly projectId: string
  /** What began earlier has expired. */
  readonly before: Micros
  /** Stops between two days. */
  readonly signal: AbortSignal
}

const day: Micros = 86_400 * 1_000_000

const kinds = [
  { entity: 'score', table: 'scores', time: 'timestamp' },
  { entity: 'observation', table: 'observations', time: 'start_time' },
  { entity: 'trace', table: 'traces', time: 'timestamp' },
] as const

type Kind = (typeof kinds)[number]

/**
 * Removes what a project has from before an instant, day by day, the oldest first, each entity by its own time. No read
 * finds it afterwards; the engine takes it from the disk with its next merge. Interrupted, it goes on at its next run.
 */
export async function removeExpired(analytics: AnalyticsStore, expiry: Expiry): Promise<RemovedCounts> {
  const removed: RemovedCounts = { trace: 0, observation: 0, score: 0 }
  for (const kind of kinds) {
    for (;;) {
      expiry.signal.throwIfAborted()
      const oldest = await findOldest(analytics, kind, expiry)
      if (oldest === undefined) break
      const until = Math.min(oldest - (oldest % day) + day, expiry.before)
      removed[kind.entity] += await removeUntil(analytics, kind, { projectId: expiry.projectId, until })
    }
  }
  return removed
}

async function findOldest(
  analytics: AnalyticsStore,
  { table, time }: Kind,
  { projectId, before }: Expiry,
): Promise<Micros | undefined> {
  const [oldest] = await analytics.query({
    name: `retention/oldest-of-${table}`,
    lane: 'job',
    sql: `SELECT ${time} AS time FROM ${table}
      WHERE project_id = {project:String} AND ${time} < {before:DateTime64(6, 'UTC')}
      ORDER BY toStartOfHour(${time}), ${time} LIMIT 1`,
    params: { project: projectId, before: formatInstant(before) },
    row: z.object({ time: z.string() }),
  })
  return oldest && parseStoredInstant(oldest.time)
}

/** The parts first: as long as rows are there, another run finds what is left. */
async function removeUntil(
  analytics: AnalyticsStore,
  { entity, table, time }: Kind,
  { projectId, until }: { projectId: string; until: Micros },
): Promise<number> {
  const expired = `project_id = {project:String} AND ${time} < {until:DateTime64(6, 'UTC')}`
  const params = { project: projectId, until: formatInstant(until), entity, mark: markPrefix }
  const [counted] = await analytics.query({
    name: `retention/count-${table}`,
    lane: 'job',
    sql: `SELECT count() AS items FROM ${table} FINAL WHERE ${expired}`,
    params,
    row: z.object({ items: z.number() }),
  })
  await analytics.command(
    `DELETE FROM event_parts WHERE project_id = {project:String} AND entity = {entity:String}
      AND entity_id IN (SELECT id FROM ${table} FINAL WHERE ${expired}) AND NOT startsWith(event_id, {mark:String})`,
    params,
    'job',
  )
  await analytics.command(`DELETE FROM ${table} WHERE ${expired}`, params, 'job')
  return counted?.items ?? 0
}
