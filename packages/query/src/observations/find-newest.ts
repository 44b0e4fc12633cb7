import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { listParts } from '../days/parts.ts'
import { asksOtherTables } from './columns.ts'
import { askPageOfObservationKeys } from './page-of-keys.ts'
import type { observationSelection } from './selection.ts'

export interface FoundObservation {
  readonly id: string
  readonly trace_id: string
  /** With microseconds. */
  readonly start_time: string
}

const HOUR = 3_600_000
/** Lengths of the stretches that are searched one after the other, back from the newest row; then all the rest. */
const stretches = [1, 8, 64, 512].map((hours) => hours * HOUR)
/** Where each look reads another table too. */
const longStretches = stretches.slice(3)
/**
 * Where rows are found by their texts: what is common fills a page within hours, and few looks at the rest share its work
 * best. How far back a page reaches of what is neither common nor rare, is told by what was found so far.
 */
const stretchesOfTexts = [8, 512].map((hours) => hours * HOUR)
/** How much further than that the next look goes, so that as a rule it is the last one. */
const margin = 1.5
type Selection = z.input<typeof observationSelection>
type AskPage = (...asked: Parameters<typeof askPageOfObservationKeys>) => Promise<FoundObservation[]>

/**
 * Keys of the newest selected observations, newest start first. Looks at the last hours first: most questions are
 * answered by them, and what is rare costs little more than one look at everything.
 */
export async function findNewestObservations(
  store: AnalyticsStore,
  { limit, ...selection }: Selection & { limit: number },
  ask: AskPage = askPageOfObservationKeys,
): Promise<FoundObservation[]> {
  const found: FoundObservation[] = []
  const beginnings = await beginningsOf(store, selection)
  const reach = (searched: number) => (searched * margin * (limit - found.length)) / found.length
  const lengths = lengthsFor(selection, reach)
  for (const part of partsBackFrom(beginnings, lengths, selection)) {
    const page = { ...selection, part, limit: limit - found.length, offset: 0 }
    found.push(...(await ask(store, page)))
    if (found.length >= limit) break
  }
  return found
}

/** Likewise, for who goes through many rows beside requests. */
export function findNextObservations(
  store: AnalyticsStore,
  page: Selection & { limit: number },
): Promise<FoundObservation[]> {
  const { bytes, read } = askPageOfObservationKeys
  return findNewestObservations(store, page, async (...asked) => read(await bytes(...asked)))
}

/** @param reach how far the page is likely to reach beyond what was searched; infinite while nothing was found */
function lengthsFor({ filter = [] }: Selection, reach: (searched: number) => number): Iterable<number> {
  const asks = (test: (column: string) => boolean) => filter.some(({ column }) => test(column))
  if (asks(asksOtherTables)) return longStretches
  return asks((column) => column === 'input' || column === 'output') ? lengthsOfTexts(reach) : stretches
}

function* lengthsOfTexts(reach: (searched: number) => number): Generator<number> {
  const [first = 0, rest = 0] = stretchesOfTexts
  yield first
  const likely = reach(first)
  if (likely < rest) yield Math.max(first, likely)
  yield rest
}

/**
 * Where the search begins, in milliseconds: just after the newest row of the table. If that lies in the future, there is a
 * second beginning at the present: a client whose clock is wrong must not make the stretches miss the rows of all others.
 */
async function beginningsOf(store: AnalyticsStore, { after, to }: Selection): Promise<number[]> {
  const until = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to)
  if (after) return [Math.min(Date.parse(after.startTime) + 1, until)]
  const parts = await listParts(store)
  const ends = parts.filter(({ table }) => table === 'observations').map(({ last }) => (last + 1) * 1000)
  // Tables that are spread over other servers have no parts of their own.
  const newest = Math.min(ends.length > 0 ? Math.max(...ends) : Number.POSITIVE_INFINITY, until)
  const soon = Date.now() + HOUR
  return newest > soon ? [newest, soon] : [newest]
}

/** Half-open, newest first; together they cover the range. */
function* partsBackFrom(
  [end = Number.POSITIVE_INFINITY, begin = end]: readonly number[],
  lengths: Iterable<number>,
  { from, to }: Pick<Selection, 'from' | 'to'>,
) {
  const first = from === undefined ? 0 : Date.parse(from)
  let last = end
  for (const given of startsBackFrom(end, begin, lengths)) {
    if (last <= first) return
    const start = Math.max(first, given)
    yield {
      // Bounds that were given may be finer than a millisecond.
      from: start === first && from !== undefined ? from : new Date(start).toISOString(),
      ...(last === end ? to !== undefined && { to } : { to: new Date(last).toISOString() }),
    }
    last = start
  }
}

function* startsBackFrom(end: number, begin: number, lengths: Iterable<number>): Generator<number> {
  if (begin < end) yield begin
  let start = begin
  for (const length of lengths) {
    start -= length
    yield start
  }
  yield Number.NEGATIVE_INFINITY
}
