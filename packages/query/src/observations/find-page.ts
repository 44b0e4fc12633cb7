import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { cutRange, locatePage, totalOf } from '../sql/hours.ts'
import { askObservationCount } from './count.ts'
import { askKeptCountByHour, askObservationCountByHour } from './count-by-hour.ts'
import { type FoundObservation, findNewestObservations } from './find-newest.ts'
import { askPageOfObservationKeys } from './page-of-keys.ts'
import type { observationSelection } from './selection.ts'

type Selection = z.input<typeof observationSelection>

/** Up to here a page is found from the newest hours on; to count is cheaper than to count by hour. */
const nearRows = 1000

/** The keys of one page, newest start first, and how many observations there are from its selection on. */
export async function findObservationPage(
  store: AnalyticsStore,
  page: Selection & { limit: number; offset: number },
): Promise<{ keys: FoundObservation[]; totalItems: number }> {
  return page.offset + page.limit <= nearRows ? findNearPage(store, page) : findPageByHours(store, page)
}

async function findNearPage(
  store: AnalyticsStore,
  { limit, offset, ...selection }: Selection & { limit: number; offset: number },
): Promise<{ keys: FoundObservation[]; totalItems: number }> {
  const [newest, totalItems] = await Promise.all([
    findNewestObservations(store, { ...selection, limit: offset + limit }),
    count(store, selection),
  ])
  return { keys: newest.slice(offset), totalItems }
}

async function count(store: AnalyticsStore, selection: Selection): Promise<number> {
  const kept = await askKeptCountByHour(store, selection)
  if (kept) return totalOf(kept)
  const [total] = await askObservationCount(store, selection)
  return total?.rows ?? 0
}

async function findPageByHours(
  store: AnalyticsStore,
  { limit, offset, ...selection }: Selection & { limit: number; offset: number },
): Promise<{ keys: FoundObservation[]; totalItems: number }> {
  const kept = await askKeptCountByHour(store, selection)
  const hours = kept ?? (await askObservationCountByHour(store, selection))
  const stretch = locatePage(hours.toReversed(), offset, limit)
  const totalItems = totalOf(hours)
  if (!stretch) return { keys: [], totalItems }
  const part = cutRange(selection, stretch)
  const keys = await askPageOfObservationKeys(store, { ...selection, part, limit, offset: stretch.offset })
  return { keys, totalItems }
}
