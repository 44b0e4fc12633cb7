import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { cutRange, type HourCount, locatePage, totalOf } from '../sql/hours.ts'
import { isCheap } from './columns.ts'
import { askKeptCountByHour, askTraceCountByHour } from './count-by-hour.ts'
import { askPageOfTraceIds, type tracePage } from './page-of-ids.ts'
import type { traceSelection } from './selection.ts'

type Page = z.input<typeof tracePage>

export interface FoundPage {
  /** In the order of the list. */
  readonly traces: readonly { readonly id: string; readonly timestamp: string }[]
  readonly totalItems: number
}

/**
 * Where a page lies. By time, the counts per hour give the total and the few hours to read; other orders, and filters
 * that cost more than a second look where days are not kept, go through the whole range once, but only at ids and the
 * columns in question.
 */
export async function findPage(store: AnalyticsStore, page: Page): Promise<FoundPage> {
  const hours = page.orderBy === 'timestamp' && !page.search && (await countByHour(store, selectionOf(page)))
  if (hours) return findPageWithin(store, page, hours)
  const traces = await askPageOfTraceIds(store, page)
  const [first] = traces
  if (first) return { traces, totalItems: first.total }
  if (page.offset === 0) return { traces: [], totalItems: 0 }
  // Beyond the last page no row carries the total.
  const [any] = await askPageOfTraceIds(store, { ...page, offset: 0, limit: 1 })
  return { traces: [], totalItems: any?.total ?? 0 }
}

/** Undefined where that would be a second look at much. */
async function countByHour(
  store: AnalyticsStore,
  selection: z.input<typeof traceSelection>,
): Promise<HourCount[] | undefined> {
  const kept = await askKeptCountByHour(store, selection)
  if (kept) return kept
  const isFast = (selection.filter ?? []).every(({ column }) => isCheap(column))
  return isFast ? askTraceCountByHour(store, selection) : undefined
}

/** Reads only the hours that hold the page; statistics of their traces lie around them. */
async function findPageWithin(
  store: AnalyticsStore,
  page: Page,
  hours: readonly HourCount[],
): Promise<FoundPage> {
  const totalItems = totalOf(hours)
  const stretch = locatePage(page.order === 'asc' ? hours : hours.toReversed(), page.offset, page.limit)
  if (!stretch) return { traces: [], totalItems }
  const traces = await askPageOfTraceIds(store, {
    ...page,
    ...cutRange(page, stretch),
    offset: stretch.offset,
  })
  return { traces, totalItems }
}

function selectionOf({ orderBy: _, order: __, limit: ___, offset: ____, ...selection }: Page) {
  return selection
}
