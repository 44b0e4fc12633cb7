import {
  getUsageBy,
  getUsageOverTime,
  getUsageTotals,
  nameUsage,
  type UsageDimension,
} from '@kansoku/contracts'
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

/** More than anybody reads, as much as a spreadsheet takes with ease. */
const mostExported = 10_000

/** All of it, to take along. */
export const readUsageBy = (ask: UsageAsk, dimension: UsageDimension) =>
  api.call(getUsageBy, {
    params: { projectId: ask.projectId, dimension },
    query: { ...interval(ask), limit: mostExported },
  })

/** What people call them, whether they have calls or not. */
export const usageNamesQuery = (projectId: string, dimension: UsageDimension, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['usageNames', projectId, dimension, ids],
    queryFn: ({ signal }) =>
      api.call(nameUsage, { params: { projectId, dimension }, query: { id: [...ids] } }, { signal }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
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
