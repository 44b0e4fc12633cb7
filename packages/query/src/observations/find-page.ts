import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { cutRange, locatePage, totalOf } from '../sql/hours.ts'
import { askObservationCountByHour } from './count-by-hour.ts'
import { askPageOfObservationKeys } from './page-of-keys.ts'
import type { observationSelection } from './selection.ts'

type Selection = z.input<typeof observationSelection>

export interface FoundObservation {
  readonly id: string
  readonly trace_id: string
  /** With microseconds. */
  readonly start_time: string
}

/** The keys of one page, newest start first, and how many observations there are from its selection on. */
export async function findObservationPage(
  store: AnalyticsStore,
  { limit, offset, ...selection }: Selection & { limit: number; offset: number },
): Promise<{ keys: FoundObservation[]; totalItems: number }> {
  const hours = await askObservationCountByHour(store, selection)
  const stretch = locatePage(hours.toReversed(), offset, limit)
  const totalItems = totalOf(hours)
  if (!stretch) return { keys: [], totalItems }
  const part = cutRange(selection, stretch)
  const keys = await askPageOfObservationKeys(store, { ...selection, part, limit, offset: stretch.offset })
  return { keys, totalItems }
}
