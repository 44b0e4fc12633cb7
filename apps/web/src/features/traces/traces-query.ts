import { getTraceCounts, getTraceFacets, listTraces } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { intervalOf, listInput, selectionInput } from './list-input.ts'
import { type TraceSearch, traceListOrder } from './trace-search.ts'

export const tracesKey = (projectId: string) => ['traces', projectId] as const

/** One page of the list. A relative range is taken anew at each call, so that the key stays the same. */
export function tracesQuery(projectId: string, search: TraceSearch) {
  return queryOptions({
    queryKey: [...tracesKey(projectId), 'list', search],
    queryFn: ({ signal }) =>
      api.call(listTraces, { params: { projectId }, query: listInput(search, traceListOrder) }, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** Counts over time of the whole list, whatever its page and order. */
export function traceCountsQuery(
  projectId: string,
  { page: _, limit: __, sort: ___, ...search }: TraceSearch,
) {
  return queryOptions({
    queryKey: [...tracesKey(projectId), 'counts', search],
    queryFn: ({ signal }) =>
      api.call(getTraceCounts, { params: { projectId }, query: selectionInput(search) }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export function facetsQuery(projectId: string, search: TraceSearch) {
  const { range, from, to, env } = search
  return queryOptions({
    queryKey: ['facets', projectId, { range, from, to, env }],
    queryFn: ({ signal }) =>
      api.call(getTraceFacets, { params: { projectId }, query: intervalOf(search) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchInterval: 20_000,
  })
}
