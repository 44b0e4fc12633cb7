import { hash } from 'node:crypto'
import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { Binder } from '../sql/binder.ts'
import { type Cells, cacheOf } from './day-cache.ts'
import { dayNumber, daysOf, type InstantRange, startOf, stretchesOf } from './day-range.ts'
import { listParts, secondsOfDay, type TablePart, type TelemetryTable } from './parts.ts'

/** How many days before and after a day the rows of a table lie that its answer is made of. */
export type Reach = readonly [before: number, after: number]

export interface DayQuestion<Row extends object = Cells> {
  /** `<noun>/<question>`, for logs and metrics. */
  readonly name: string
  /** What the statement is about; among `reads`. */
  readonly table: TelemetryTable
  readonly time: 'start_time' | 'timestamp'
  readonly range: InstantRange
  readonly reads: Partial<Record<TelemetryTable, Reach>>
  /** A row without its day; default: whatever it holds. Read once: what is kept is not checked again. */
  readonly row?: z.ZodType<Row>
  /**
   * The statement: its rows hold their day as `of_day` (see `dayOf`) and are grouped by it. `within` is the condition on
   * the time, `around` the range that holds all of it, for joins. Without both, equal text and params mean the same question.
   */
  readonly sql: (within: string, around: InstantRange, bind: Binder) => string
  /** Of the engine, for the statement. */
  readonly settings?: string
}

/** Below that many rows a plain look at them is as fast, and exact. */
const worthwhileRows = 300_000
/** Beyond, an answer is none of a dashboard's: its groups are left to the engine. */
const mostRows = 100_000

const cells = z.record(z.string(), z.unknown())
type RowOfDay<Row> = Row & { readonly of_day: number }

/** SQL of the day of a row. */
export const dayOf = (column: DayQuestion['time']) =>
  `intDiv(toUnixTimestamp64Second(${column}), ${secondsOfDay})`

/**
 * Rows of partial aggregates, one for each group of each day: what days that lie wholly in the range have is kept, and
 * computed again only when the parts of the tables that it was made of are others. Parts are never altered, so this holds
 * for late events, replaced rows, deletions and other servers. Undefined where it would not pay.
 */
export async function askByDay<Row extends object = Cells>(
  store: AnalyticsStore,
  question: DayQuestion<Row>,
  leastRows = worthwhileRows,
): Promise<readonly Row[] | undefined> {
  const { range, reads } = question
  const { whole, edges } = daysOf(range)
  if (whole.length === 0) return undefined
  // Listed before anything is read: what comes meanwhile makes the answer newer than its stamp, never older.
  const parts = await listParts(store)
  if (volumeOf(parts, question) < leastRows) return undefined
  const cache = cacheOf(store)
  const identity = identityOf(question)
  const stamps = new Map(whole.map((day) => [day, stampOf(day, parts, reads)]))
  const kept = whole.map(
    (day) => cache.find(identity, day, stamps.get(day) ?? '') as readonly Row[] | undefined,
  )
  const missing = whole.filter((_, index) => kept[index] === undefined)
  const read = await readDays(store, question, [...missing, ...edges])
  if (!read) return undefined
  const byDay = Map.groupBy(read, ({ of_day }) => of_day)
  for (const day of missing) {
    cache.keep(identity, day, {
      stamp: stamps.get(day) ?? '',
      rows: (byDay.get(day) ?? []) as readonly Cells[],
    })
  }
  cache.trim()
  return [...kept.flatMap((rows) => rows ?? []), ...read]
}

async function readDays<Row extends object>(
  store: AnalyticsStore,
  question: DayQuestion<Row>,
  days: readonly number[],
): Promise<readonly RowOfDay<Row>[] | undefined> {
  const stretches = stretchesOf(days, question.range)
  // What is joined is read around all days of a statement: not around two that are months apart.
  const joins = Object.keys(question.reads).length > 1
  const portions = joins ? stretches.map((stretch) => [stretch]) : stretches.length > 0 ? [stretches] : []
  const answers = await Promise.all(portions.map((portion) => readStretches(store, question, portion)))
  const rows = answers.flat()
  return rows.length > mostRows ? undefined : rows
}

async function readStretches<Row extends object>(
  store: AnalyticsStore,
  { name, time, sql, row, settings }: DayQuestion<Row>,
  stretches: readonly InstantRange[],
): Promise<readonly RowOfDay<Row>[]> {
  const bind = new Binder()
  const within = stretches.map(({ from, to, inclusive }) => {
    const end = `${time} ${inclusive ? '<=' : '<'} ${bind.instant(to)}`
    return `(${time} >= ${bind.instant(from)} AND ${end})`
  })
  const around = { from: stretches[0]?.from ?? '', to: stretches.at(-1)?.to ?? '' }
  const statement = sql(`(${within.join(' OR ')})`, around, bind)
  const limited = `${statement}\n  LIMIT ${mostRows + 1}${settings ? ` SETTINGS ${settings}` : ''}`
  const ofDay = cells.transform((raw) => ({
    ...((row?.parse(raw) ?? raw) as Row),
    of_day: Number(raw.of_day),
  }))
  return store.query({ name, sql: limited, params: bind.params, row: ofDay, lane: 'report' })
}

/** About how many rows of the table lie in the range. */
function volumeOf(
  parts: readonly TablePart[],
  { table, range }: Pick<DayQuestion, 'table' | 'range'>,
): number {
  const [first, last] = [dayNumber(range.from), dayNumber(range.to)]
  return parts
    .filter((part) => part.table === table && part.lastDay >= first && part.firstDay <= last)
    .reduce((sum, { rows }) => sum + rows, 0)
}

function identityOf({ name, sql }: Pick<DayQuestion, 'name' | 'sql'>): string {
  const bind = new Binder()
  const epoch = startOf(0)
  const text = sql('within', { from: epoch, to: epoch }, bind)
  return hash('sha256', JSON.stringify([name, text, bind.params]), 'base64')
}

function stampOf(day: number, parts: readonly TablePart[], reads: DayQuestion['reads']): string {
  const names = parts.flatMap(({ table, name, firstDay, lastDay }) => {
    const reach = reads[table]
    if (!reach || lastDay < day - reach[0] || firstDay > day + reach[1]) return []
    return `${table}/${name}`
  })
  return hash('sha1', names.join(), 'base64')
}
