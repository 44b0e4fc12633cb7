import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { asksOtherTables } from './columns.ts'
import { askNewestObservationHour } from './newest-hour.ts'
import { askPageOfObservationKeys } from './page-of-keys.ts'
import type { observationSelection } from './selection.ts'

export interface FoundObservation {
  readonly id: string
  readonly trace_id: string
  /** With microseconds. */
  readonly start_time: string
}

const HOUR = 3_600_000
/** Lengths of the stretches that are searched one after the other, back from the newest hour; then all the rest. */
const stretches = [1, 8, 64, 512].map((hours) => hours * HOUR)
/** Where each look reads another table too. */
const longStretches = stretches.slice(3)

/**
 * Keys of the newest selected observations, newest start first. Looks at the last hours first: most questions are
 * answered by them, and what is rare costs little more than one look at everything.
 */
export async function findNewestObservations(
  store: AnalyticsStore,
  { limit, ...selection }: z.input<typeof observationSelection> & { limit: number },
): Promise<FoundObservation[]> {
  const [newest] = await askNewestObservationHour(store, selection)
  if (!newest) return []
  const found: FoundObservation[] = []
  const isCostly = (selection.filter ?? []).some(({ column }) => asksOtherTables(column))
  const end = Date.parse(newest.hour) + HOUR
  for (const part of partsBackFrom(end, isCostly ? longStretches : stretches, selection)) {
    const page = { ...selection, part, limit: limit - found.length, offset: 0 }
    found.push(...(await askPageOfObservationKeys(store, page)))
    if (found.length >= limit) break
  }
  return found
}

/** Half-open, newest first; together they cover the range up to `end`. */
function* partsBackFrom(
  end: number,
  lengths: readonly number[],
  { from, to }: { from?: string | undefined; to?: string | undefined },
) {
  const first = from === undefined ? 0 : Date.parse(from)
  let last = end
  for (const length of [...lengths, Number.POSITIVE_INFINITY]) {
    if (last <= first) return
    const start = Math.max(first, last - length)
    yield {
      // Bounds that were given may be finer than a millisecond.
      from: start === first && from !== undefined ? from : new Date(start).toISOString(),
      to: last === end && to !== undefined && Date.parse(to) <= end ? to : new Date(last).toISOString(),
    }
    last = start
  }
}
