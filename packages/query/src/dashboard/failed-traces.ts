import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import type { RowOfPiece } from '../days/ask-by-day.ts'
import { instantOf, lengths, secondsOf } from '../days/pieces.ts'
import type { Binder } from '../sql/binder.ts'
import { aroundScope } from '../sql/scope.ts'
import { traceHash } from '../sql/trace-hash.ts'
import { askTileByDay, type Tile } from './ask-tile.ts'
import type { DashboardScope, TileScope } from './scope.ts'

/** Days before and after a trace in which its observations are looked for; see `aroundScope`. */
export const aroundTraces = [1, 7] as const
/** More of them are left to the engine: a statement that names them all gets too long. */
const mostNamed = 50_000

const errors = z.object({ hashes: z.array(z.number()) })
/** Traces that have an ERROR observation on a day or in an hour, by hashes that a number of JavaScript holds. */
export type FailedByDay = readonly RowOfPiece<z.output<typeof errors>>[]

const shortHash = (id: 'id' | 'trace_id') => `bitShiftRight(${traceHash(id)}, 11)`

const failedByDay: Tile<z.output<typeof errors>> = {
  ...{ name: 'dashboard/failed-traces', table: 'observations', time: 'start_time' },
  reads: { observations: [0, 0] },
  row: errors,
  sql: ({ select, group, where }) => `
  SELECT ${select}groupUniqArray(${shortHash('trace_id')}) AS hashes
  FROM observations FINAL WHERE ${where} AND level = 'ERROR'
  GROUP BY ${group.replace(', ', '')}`,
}

/**
 * The traces with an ERROR observation around a range, so that who counts them need not look at a week of observations
 * for each stretch of it. Undefined where days are not kept. Environments are the traces'.
 */
export function findFailedTraces(
  store: AnalyticsStore,
  { projectId, parts, from, to }: TileScope,
): Promise<FailedByDay | undefined> {
  const [before, after] = aroundTraces
  const range = { from: daysFrom(from, -before), to: daysFrom(to, after) }
  return askTileByDay(store, { projectId, ...range, ...(parts && { parts }) }, failedByDay)
}

function daysFrom(instant: string, days: number): string {
  return instantOf(secondsOf(instant) + days * lengths.day)
}

/** SQL: whether a trace of the range has an ERROR observation. */
export function hasFailed(around: DashboardScope, failed: FailedByDay | undefined, bind: Binder): string {
  const [before, after] = aroundTraces
  // A piece may begin up to a day before what it holds.
  const first = secondsOf(around.from) - (before + 1) * lengths.day
  const last = secondsOf(around.to) + after * lengths.day
  const named = failed?.filter(({ piece }) => piece >= first && piece <= last).flatMap(({ hashes }) => hashes)
  if (named?.length === 0) return '0'
  if (named && named.length <= mostNamed) {
    // As one text: to read a list of ten thousand numbers takes the engine 30 ms longer.
    const hashes = `SELECT toUInt64(arrayJoin(splitByChar(',', ${bind.text(named.join())})))`
    return `${shortHash('id')} IN (${hashes})`
  }
  return `${traceHash('id')} IN (SELECT ${traceHash('trace_id')} FROM observations FINAL
      WHERE ${aroundScope(around, bind)} AND level = 'ERROR')`
}
