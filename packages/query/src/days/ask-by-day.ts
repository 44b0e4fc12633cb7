import { hash } from 'node:crypto'
import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { Binder } from '../sql/binder.ts'
import { type Cells, cacheOf } from './day-cache.ts'
import { type PartsOfQuestion, partsOfQuestion, type TablePart, type TelemetryTable } from './parts.ts'
import { cut, type InstantRange, instantOf, lengths, rangeOf, secondsOf, unite } from './pieces.ts'

/** How many days before and after a piece the rows of a table lie that its answer is made of. */
export type Reach = readonly [before: number, after: number]

export interface DayQuestion<Row extends object = Cells> {
  /** `<noun>/<question>`, for logs and metrics. */
  readonly name: string
  /** Shared by statements of which one is made of what another answers: both are of the same state, or the stamp lies. */
  readonly parts?: PartsOfQuestion
  /** What the statement is about; among `reads`. */
  readonly table: TelemetryTable
  readonly time: 'start_time' | 'timestamp'
  /** An open end is that of what there is. */
  readonly range: Partial<InstantRange>
  /** Whether hours of a day add up to what the day is: then those of the cut days are kept as well. */
  readonly byHours: boolean
  readonly reads: Partial<Record<TelemetryTable, Reach>>
  /** A row without its piece; default: whatever it holds. Read once: what is kept is not checked again. */
  readonly row?: z.ZodType<Row>
  /**
   * The statement: its rows are grouped by `piece`, SQL of the day or hour that they lie in, and hold it under that name.
   * `within` is the condition on the time, `around` the range that holds all of it, for joins. Without the two, equal
   * text and params mean the same question.
   */
  readonly sql: (piece: string, within: string, around: InstantRange, bind: Binder) => string
  /** Of the engine, for the statement. */
  readonly settings?: string
}

/** A row with its day or hour, in seconds from 1970 to its begin. */
export type RowOfPiece<Row> = Row & { readonly piece: number }

/** Below that many rows a plain look at them is as fast, and exact. */
const worthwhileRows = 300_000
/** Beyond, an answer is none of a dashboard's: its groups are left to the engine. */
const mostRows = 100_000
/** Ten years of telemetry. */
const mostDays = 3660

const cells = z.record(z.string(), z.unknown())

/**
 * Rows of partial aggregates, one for each group of each piece. Pieces are the days that lie wholly in the range and, of
 * the days that it cuts, hours; what they have is kept, and computed again only when the parts of the tables that it was
 * made of are others. Parts are never altered, so this holds for late events, replaced rows, deletions and other servers.
 * Undefined where it would not pay.
 */
export async function askByDay<Row extends object = Cells>(
  store: AnalyticsStore,
  question: DayQuestion<Row>,
  leastRows = worthwhileRows,
): Promise<readonly RowOfPiece<Row>[] | undefined> {
  const { from, to } = question.range
  if (from && to && Date.parse(to) - Date.parse(from) < lengths.day * 1000) return undefined
  const identity = identityOf(question, lengths.day)
  if (cacheOf(store).isTooWide(identity)) return undefined
  // Listed before anything is read: what comes meanwhile makes the answer newer than its stamp, never older.
  const parts = await (question.parts ?? partsOfQuestion(store))()
  const range = boundsOf(parts, question)
  if (!range || volumeOf(parts, question.reads, range) < leastRows) return undefined
  const { whole, edges } = cut(range, lengths.day)
  // Between days and those of a clock that is centuries off lie many without rows.
  const days = whole.filter((begin) => parts.some((part) => holdsRowsOf(part, question.table, begin)))
  if (days.length === 0 || days.length > mostDays) return undefined
  const rows = await Promise.all(
    piecesOf(question, identity, days, edges).map((pieces) => askPieces(store, question, parts, pieces)),
  )
  if (rows.every((found) => found !== undefined)) return rows.flat()
  cacheOf(store).setTooWide(identity)
  return undefined
}

/** Whole days, and of the cut ones whole hours where these add up. */
function piecesOf(
  question: DayQuestion<object>,
  identity: string,
  days: readonly number[],
  edges: readonly InstantRange[],
): Pieces[] {
  if (!question.byHours) return [{ identity, length: lengths.day, whole: days, edges }]
  const hours = edges.map((edge) => cut(edge, lengths.hour))
  return [
    { identity, length: lengths.day, whole: days, edges: [] },
    {
      identity: identityOf(question, lengths.hour),
      length: lengths.hour,
      whole: hours.flatMap(({ whole }) => whole),
      edges: hours.flatMap(({ edges }) => edges),
    },
  ]
}

interface Pieces {
  /** Of the question, for pieces of this length. */
  readonly identity: string
  readonly length: number
  readonly whole: readonly number[]
  /** Read each time. */
  readonly edges: readonly InstantRange[]
}

/** Undefined where there are too many rows. */
async function askPieces<Row extends object>(
  store: AnalyticsStore,
  question: DayQuestion<Row>,
  parts: readonly TablePart[],
  { identity, length, whole, edges }: Pieces,
): Promise<readonly RowOfPiece<Row>[] | undefined> {
  const cache = cacheOf(store)
  cache.touch(identity)
  const stamps = new Map(whole.map((begin) => [begin, stampOf(begin, begin + length, parts, question.reads)]))
  const kept = whole.map(
    (begin) => cache.find(identity, begin, stamps.get(begin) ?? '') as readonly RowOfPiece<Row>[] | undefined,
  )
  const missing = whole.filter((_, index) => kept[index] === undefined)
  const stretches = unite([...missing.map((begin) => rangeOf(begin, length)), ...edges])
  // Those who ask for the same at the same time are answered by one look at it.
  const madeOf = stretches.map(({ from, to }) =>
    stampOf(secondsOf(from), secondsOf(to) + 1, parts, question.reads),
  )
  const read = await cache.share(JSON.stringify([identity, stretches, madeOf]), () =>
    readStretches(store, question, length, stretches),
  )
  if (read.length > mostRows) return undefined
  const byPiece = Map.groupBy(read, ({ piece }) => piece)
  for (const begin of missing) {
    cache.keep(identity, begin, { stamp: stamps.get(begin) ?? '', rows: byPiece.get(begin) ?? [] })
  }
  cache.trim()
  return [...kept.flatMap((rows) => rows ?? []), ...read]
}

async function readStretches<Row extends object>(
  store: AnalyticsStore,
  question: DayQuestion<Row>,
  length: number,
  stretches: readonly InstantRange[],
): Promise<readonly RowOfPiece<Row>[]> {
  // What is joined is read around all time of a statement: not around two days that are months apart.
  const joins = Object.keys(question.reads).length > 1
  const portions = joins ? stretches.map((stretch) => [stretch]) : stretches.length > 0 ? [stretches] : []
  const answers = await Promise.all(portions.map((portion) => readPortion(store, question, length, portion)))
  return answers.flat()
}

async function readPortion<Row extends object>(
  store: AnalyticsStore,
  { name, time, sql, row, settings }: DayQuestion<Row>,
  length: number,
  stretches: readonly InstantRange[],
): Promise<readonly RowOfPiece<Row>[]> {
  const bind = new Binder()
  const within = stretches.map(({ from, to, inclusive }) => {
    const end = `${time} ${inclusive ? '<=' : '<'} ${bind.instant(to)}`
    return `(${time} >= ${bind.instant(from)} AND ${end})`
  })
  const around = { from: stretches[0]?.from ?? '', to: stretches.at(-1)?.to ?? '' }
  const statement = sql(pieceOf(time, length), `(${within.join(' OR ')})`, around, bind)
  const limited = `${statement}\n  LIMIT ${mostRows + 1}${settings ? ` SETTINGS ${settings}` : ''}`
  const ofPiece = cells.transform((raw) => ({
    ...((row?.parse(raw) ?? raw) as Row),
    piece: Number(raw.piece),
  }))
  return store.query({ name, sql: limited, params: bind.params, row: ofPiece, lane: 'report' })
}

const pieceOf = (column: DayQuestion['time'], length: number) =>
  `intDiv(toUnixTimestamp64Second(${column}), ${length}) * ${length}`

/** The range, as far as days have rows; nothing where none has. */
function boundsOf(
  parts: readonly TablePart[],
  { table, range }: Pick<DayQuestion, 'table' | 'range'>,
): InstantRange | undefined {
  const ofTable = parts.filter((part) => part.table === table)
  const first = startOfDay(Math.min(...ofTable.map(({ first }) => first)))
  const end = startOfDay(Math.max(...ofTable.map(({ last }) => last))) + lengths.day
  if (ofTable.length === 0) return undefined
  const begins = range.from !== undefined && secondsOf(range.from) > first
  const ends = range.to !== undefined && secondsOf(range.to) < end
  return {
    from: begins && range.from ? range.from : instantOf(first),
    to: ends && range.to ? range.to : instantOf(end),
    inclusive: ends && (range.inclusive ?? false),
  }
}

const startOfDay = (seconds: number) => Math.floor(seconds / lengths.day) * lengths.day

function holdsRowsOf({ table, first, last }: TablePart, of: TelemetryTable, day: number): boolean {
  return table === of && last >= day && first < day + lengths.day
}

/** About how many rows have to be read for the range. */
function volumeOf(parts: readonly TablePart[], reads: DayQuestion['reads'], range: InstantRange): number {
  const [from, to] = [secondsOf(range.from), secondsOf(range.to)]
  return parts.filter((part) => touches(part, reads, from, to)).reduce((sum, { rows }) => sum + rows, 0)
}

/** Whether the part may have rows of what is read for `[from, to)`. */
function touches(
  { table, first, last }: TablePart,
  reads: DayQuestion['reads'],
  from: number,
  to: number,
): boolean {
  const reach = reads[table]
  return reach !== undefined && last >= from - reach[0] * lengths.day && first < to + reach[1] * lengths.day
}

function identityOf({ name, time, sql }: Pick<DayQuestion, 'name' | 'time' | 'sql'>, length: number): string {
  const bind = new Binder()
  const epoch = instantOf(0)
  const text = sql(pieceOf(time, length), 'within', { from: epoch, to: epoch }, bind)
  return hash('sha256', JSON.stringify([name, text, bind.params]), 'base64')
}

/** Of the time from `begin` to `end`, in seconds. */
function stampOf(
  begin: number,
  end: number,
  parts: readonly TablePart[],
  reads: DayQuestion['reads'],
): string {
  const read = parts.filter((part) => touches(part, reads, begin, end))
  return hash('sha1', read.map(({ table, name }) => `${table}/${name}`).join(), 'base64')
}
