import { getCallTries, listGatewayCalls } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { toInterval } from '../time-range/time-range.ts'
import { defaultPageSize } from '../traces/trace-search.ts'
import { filtersOf, type OpenCall, type RequestSearch } from './request-search.ts'

const callsKey = (projectId: string) => ['gatewayCalls', projectId] as const

/** Of the list alone: what is open over it does not change. */
export const requestsKey = (projectId: string) => [...callsKey(projectId), 'list'] as const

/** Gateways whose clock runs up to this far ahead of ours still count as of now. */
const clockSlackSeconds = 300

/** One page of the list. A relative range is taken anew at each call. */
export function requestsQuery(projectId: string, search: RequestSearch) {
  const { trace: _, call: __, at: ___, ...list } = search
  return queryOptions({
    queryKey: [...requestsKey(projectId), list],
    queryFn: ({ signal }) =>
      api.call(
        listGatewayCalls,
        {
          params: { projectId },
          query: {
            ...toInterval(list, Date.now(), clockSlackSeconds),
            ...filtersOf(list),
            page: list.page ?? 1,
            limit: list.limit ?? defaultPageSize,
          },
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

export function triesQuery(projectId: string, { trace = '', call = '', at = '' }: OpenCall) {
  return queryOptions({
    queryKey: [...callsKey(projectId), 'tries', trace, call, at],
    queryFn: ({ signal }) =>
      api.call(
        getCallTries,
        { params: { projectId, traceId: trace }, query: { at, callId: call } },
        { signal },
      ),
  })
}
