import { getUsageBy, getUsageOverTime, getUsageTotals, type UsageDimension } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { type RangeSearch, toInterval } from '../time-range/time-range.ts'

/** What every question of the page is about; usage knows no environments. */
export interface UsageAsk {
  readonly projectId: string
  readonly range: Pick<RangeSearch, 'range' | 'from' | 'to'>
}

const keyOf = ({ projectId, range }: UsageAsk, ...question: string[]) =>
  ['usage', projectId, ...question, range] as const

/** The ledger grows while one looks. */
const kept = { placeholderData: keepPreviousData, refetchInterval: 30_000 } as const

const interval = ({ range }: UsageAsk) => toInterval(range, Date.now())

export const usageTotalsQuery = (ask: UsageAsk) =>
  queryOptions({
    queryKey: keyOf(ask, 'totals'),
    queryFn: ({ signal }) =>
      api.call(getUsageTotals, { params: { projectId: ask.projectId }, query: interval(ask) }, { signal }),
    ...kept,
  })

export const usageByQuery = (ask: UsageAsk, dimension: UsageDimension) =>
  queryOptions({
    queryKey: keyOf(ask, 'by', dimension),
    queryFn: ({ signal }) =>
      api.call(
        getUsageBy,
        { params: { projectId: ask.projectId, dimension }, query: interval(ask) },
        { signal },
      ),
    ...kept,
  })

export const usageOverTimeQuery = (ask: UsageAsk, dimension: UsageDimension) =>
  queryOptions({
    queryKey: keyOf(ask, 'over-time', dimension),
    queryFn: ({ signal }) =>
      api.call(
        getUsageOverTime,
        { params: { projectId: ask.projectId, dimension }, query: interval(ask) },
        { signal },
      ),
    ...kept,
  })
