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

const listings = new WeakMap<AnalyticsStore, Promise<readonly TablePart[]>>()

/**
 * The parts that the tables are made of at this moment, and between which days the rows of each lie. Questions of one
 * turn of the event loop share a list: whatever was acknowledged before any of them is in it.
 */
export function listParts(store: AnalyticsStore): Promise<readonly TablePart[]> {
  const shared = listings.get(store)
  if (shared) return shared
  const listing = askParts(store, {})
  listings.set(store, listing)
  setImmediate(() => listings.delete(store))
  return listing
}
