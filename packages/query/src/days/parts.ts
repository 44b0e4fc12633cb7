import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'

export const telemetryTables = ['observations', 'traces', 'scores', 'gateway_calls'] as const
export type TelemetryTable = (typeof telemetryTables)[number]

/** The engine's times of parts end in 2106 and begin anew; months of partitions do not. */
const lastReliableMonth = 210601

const partRow = z
  .object({
    table: z.enum(telemetryTables),
    name: z.string(),
    rows: z.number(),
    first: z.number(),
    last: z.number(),
    month: z.coerce.number(),
  })
  .transform(({ month, first, last, ...part }) => ({
    ...part,
    /** Seconds from 1970 to the first and the last row, rounded down; to the ends of the month in centuries to come. */
    ...(month > lastReliableMonth ? boundsOfMonth(month) : { first, last }),
  }))
export type TablePart = z.output<typeof partRow>

/** @param month as `YYYYMM` */
function boundsOfMonth(month: number): { first: number; last: number } {
  const [year, index] = [Math.floor(month / 100), (month % 100) - 1]
  return { first: Date.UTC(year, index) / 1000, last: Date.UTC(year, index + 1) / 1000 - 1 }
}

const askParts = defineQuestion({
  name: 'days/parts',
  params: z.object({}),
  row: partRow,
  sql: (_, bind) => `
  SELECT table, name, rows, partition AS month,
    toUnixTimestamp(min_time) AS first, toUnixTimestamp(max_time) AS last
  FROM system.parts
  WHERE active AND database = currentDatabase() AND table IN ${bind.texts(telemetryTables)}
  ORDER BY table, name`,
})

const listings = new WeakMap<AnalyticsStore, Promise<readonly TablePart[]>>()

/**
 * The parts that the tables are made of at this moment, and between which times the rows of each lie. Questions of one
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

/** One list for all statements of a question, made when the first of them needs it. */
export type PartsOfQuestion = () => Promise<readonly TablePart[]>

export function partsOfQuestion(store: AnalyticsStore): PartsOfQuestion {
  let listing: Promise<readonly TablePart[]> | undefined
  return () => {
    listing ??= listParts(store)
    return listing
  }
}
