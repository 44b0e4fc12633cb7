import {
  getDashboardOverview,
  getErrors,
  getLatency,
  getLatencyHistogram,
  getModelUsage,
  getTracesOverTime,
} from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { queryClient } from '../../app/query-client.ts'
import { api } from '../../lib/api.ts'
import { drawnFirst } from '../live/use-live-refresh.ts'
import { type RangeSearch, toInterval } from '../time-range/time-range.ts'

export const dashboardKey = (projectId: string) => ['dashboard', projectId] as const

interface Ask {
  readonly projectId: string
  readonly range: RangeSearch
}

/** Every question of the dashboard has the same input; the range is taken anew at each call. */
const input = ({ projectId, range }: Ask) => ({
  params: { projectId },
  query: { ...toInterval(range, Date.now()), environment: range.env && [...range.env] },
})

const shown = { placeholderData: keepPreviousData, ...drawnFirst } as const

const keyOf = (ask: Ask, question: string) => [...dashboardKey(ask.projectId), question, ask.range] as const

export const overviewQuery = (ask: Ask) =>
  queryOptions({
    queryKey: keyOf(ask, 'overview'),
    queryFn: ({ signal }) => api.call(getDashboardOverview, input(ask), { signal }),
    ...shown,
  })

export const tracesOverTimeQuery = (ask: Ask) =>
  queryOptions({
    queryKey: keyOf(ask, 'traces'),
    queryFn: ({ signal }) => api.call(getTracesOverTime, input(ask), { signal }),
    ...shown,
  })

export const modelUsageQuery = (ask: Ask) =>
  queryOptions({
    queryKey: keyOf(ask, 'models'),
    queryFn: ({ signal }) => api.call(getModelUsage, input(ask), { signal }),
    ...shown,
  })

export const latencyQuery = (ask: Ask) =>
  queryOptions({
    queryKey: keyOf(ask, 'latency'),
    queryFn: ({ signal }) => api.call(getLatency, input(ask), { signal }),
    ...shown,
  })

export const histogramQuery = (ask: Ask) =>
  queryOptions({
    queryKey: keyOf(ask, 'histogram'),
    queryFn: ({ signal }) => api.call(getLatencyHistogram, input(ask), { signal }),
    ...shown,
  })

export const errorsQuery = (ask: Ask) =>
  queryOptions({
    queryKey: keyOf(ask, 'errors'),
    queryFn: ({ signal }) => api.call(getErrors, input(ask), { signal }),
    ...shown,
  })

/** All that the dashboard shows, before its code is there. */
export function askDashboardEarly(ask: Ask): void {
  void queryClient.prefetchQuery(overviewQuery(ask))
  void queryClient.prefetchQuery(tracesOverTimeQuery(ask))
  void queryClient.prefetchQuery(modelUsageQuery(ask))
  void queryClient.prefetchQuery(latencyQuery(ask))
  void queryClient.prefetchQuery(histogramQuery(ask))
  void queryClient.prefetchQuery(errorsQuery(ask))
}
