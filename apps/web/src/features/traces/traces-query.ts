import { getTraceFacets, listTraces } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { toInterval } from '../time-range/time-range.ts'
import { defaultPageSize, orderOf, type TraceSearch, toFilter } from './trace-search.ts'

/** Traces whose clock runs up to this far ahead of ours still count as of now. */
const clockSlackSeconds = 300

export const tracesKey = (projectId: string) => ['traces', projectId] as const

/** One page of the list. A relative range is taken anew at each call, so that the key stays the same. */
export function tracesQuery(projectId: string, search: TraceSearch) {
  const { column, direction } = orderOf(search)
  const filter = toFilter(search)
  return queryOptions({
    queryKey: [...tracesKey(projectId), 'list', search],
    queryFn: ({ signal }) =>
      api.call(
        listTraces,
        {
          params: { projectId },
          query: {
            ...toInterval(search, Date.now(), clockSlackSeconds),
            environment: search.env && [...search.env],
            page: search.page ?? 1,
            limit: search.limit ?? defaultPageSize,
            orderBy: column,
            order: direction,
            ...(search.q ? { search: search.q } : {}),
            ...(filter.length > 0 ? { filter: JSON.stringify(filter) } : {}),
          },
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

export function facetsQuery(projectId: string, search: TraceSearch) {
  const { range, from, to, env } = search
  return queryOptions({
    queryKey: ['facets', projectId, { range, from, to, env }],
    queryFn: ({ signal }) =>
      api.call(
        getTraceFacets,
        {
          params: { projectId },
          query: { ...toInterval(search, Date.now(), clockSlackSeconds), environment: env && [...env] },
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchInterval: 20_000,
  })
}
