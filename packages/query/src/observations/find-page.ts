import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { cutRange, locatePage, totalOf } from '../sql/hours.ts'
import { askObservationCount } from './count.ts'
import { askKeptCountByHour, askObservationCountByHour } from './count-by-hour.ts'
import { type FoundObservation, findNewestObservations } from './find-newest.ts'
import { askPageOfObservationKeys, type observationPage } from './page-of-keys.ts'
import type { observationSelection } from './selection.ts'

type Selection = z.input<typeof observationSelection>
type Page = z.input<typeof observationPage>

export interface FoundObservations {
  /** In the order of the list. */
  readonly keys: FoundObservation[]
  readonly totalItems: number
}

/** Up to here a page is found from the newest hours on; to count is cheaper than to count by hour. */
const nearRows = 1000

/** The keys of one page, newest start first unless told otherwise, and how many observations are selected in all. */
export async function findObservationPage(store: AnalyticsStore, page: Page): Promise<FoundObservations> {
  const { orderBy = 'startTime', order = 'desc' } = page
  if (orderBy !== 'startTime') return findSortedPage(store, page)
  const isNear = order === 'desc' && page.offset + page.limit <= nearRows
  return isNear ? findNearPage(store, page) : findPageByHours(store, page)
}

async function findSortedPage(store: AnalyticsStore, page: Page): Promise<FoundObservations> {
  const [keys, totalItems] = await Promise.all([askPageOfObservationKeys(store, page), count(store, page)])
  return { keys, totalItems }
}

async function findNearPage(
  store: AnalyticsStore,
  { limit, offset, ...selection }: Page,
): Promise<FoundObservations> {
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

async function findPageByHours(store: AnalyticsStore, page: Page): Promise<FoundObservations> {
  const { limit, offset, order } = page
  const hours = (await askKeptCountByHour(store, page)) ?? (await askObservationCountByHour(store, page))
  const stretch = locatePage(order === 'asc' ? hours : hours.toReversed(), offset, limit)
  const totalItems = totalOf(hours)
  if (!stretch) return { keys: [], totalItems }
  const part = cutRange(page, stretch)
  const keys = await askPageOfObservationKeys(store, { ...page, part, offset: stretch.offset })
  return { keys, totalItems }
}
