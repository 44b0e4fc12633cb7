import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { cutRange, locatePage, totalOf } from '../sql/hours.ts'
import { isCheap } from './columns.ts'
import { askTraceCountByHour } from './count-by-hour.ts'
import { askPageOfTraceIds, type tracePage } from './page-of-ids.ts'

type Page = z.input<typeof tracePage>

export interface FoundPage {
  /** In the order of the list. */
  readonly traces: readonly { readonly id: string; readonly timestamp: string }[]
  readonly totalItems: number
}

/**
 * Where a page lies. By time, the counts per hour give the total and the few hours to read; other orders, and filters
 * that cost more than a second look, go through the whole range once, but only at ids and the columns in question.
 */
export async function findPage(store: AnalyticsStore, page: Page): Promise<FoundPage> {
  const cheap = !page.search && (page.filter ?? []).every(({ column }) => isCheap(column))
  if (page.orderBy === 'timestamp' && cheap) return findPageByTime(store, page)
  const traces = await askPageOfTraceIds(store, page)
  const [first] = traces
  if (first) return { traces, totalItems: first.total }
  if (page.offset === 0) return { traces: [], totalItems: 0 }
  // Beyond the last page no row carries the total.
  const [any] = await askPageOfTraceIds(store, { ...page, offset: 0, limit: 1 })
  return { traces: [], totalItems: any?.total ?? 0 }
}

async function findPageByTime(store: AnalyticsStore, page: Page): Promise<FoundPage> {
  const { orderBy: _, order, limit, offset, ...selection } = page
  const hours = await askTraceCountByHour(store, selection)
  const totalItems = totalOf(hours)
  const stretch = locatePage(order === 'asc' ? hours : hours.toReversed(), offset, limit)
  if (!stretch) return { traces: [], totalItems }
  const part = cutRange(page, stretch)
  return { traces: await askPageOfTraceIds(store, { ...page, part, offset: stretch.offset }), totalItems }
}
