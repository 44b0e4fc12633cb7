import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'

export const telemetryTables = ['observations', 'traces', 'scores'] as const
export type TelemetryTable = (typeof telemetryTables)[number]

const partRow = z.object({
  table: z.enum(telemetryTables),
  name: z.string(),
  rows: z.number(),
  /** Seconds from 1970 to the first and the last row, rounded down. */
  first: z.number(),
  last: z.number(),
})
export type TablePart = z.output<typeof partRow>

const askParts = defineQuestion({
  name: 'days/parts',
  params: z.object({}),
  row: partRow,
  sql: (_, bind) => `
  SELECT table, name, rows, toUnixTimestamp(min_time) AS first, toUnixTimestamp(max_time) AS last
  FROM system.parts
  WHERE active AND database = currentDatabase() AND table IN ${bind.texts(telemetryTables)}
  ORDER BY table, name`,
})

interface Listing {
  /** In milliseconds, as `performance.now()` counts. */
  readonly begun: number
  readonly parts: Promise<readonly TablePart[]>
}

const listings = new WeakMap<AnalyticsStore, Listing>()

/**
 * The parts that the tables are made of, and between which days the rows of each lie, as of `asked` or later: in
 * milliseconds, as `performance.now()` counts. What was acknowledged before is in the list; a list that began since serves
 * all who asked before.
 */
export function listParts(store: AnalyticsStore, asked: number): Promise<readonly TablePart[]> {
  const latest = listings.get(store)
  if (latest && latest.begun >= asked) return latest.parts
  const listing: Listing = { begun: performance.now(), parts: askParts(store, {}) }
  listings.set(store, listing)
  listing.parts.catch(() => {
    if (listings.get(store) === listing) listings.delete(store)
  })
  return listing.parts
}
