import { useQuery } from '@tanstack/react-query'
import type { TraceSearch } from '../traces/trace-search.ts'
import { tracesQuery } from '../traces/traces-query.ts'
import { useNeighboursIn } from '../traces/use-neighbours-in.ts'

/** The traces before and after one in the list it was opened from. */
export function useNeighbours(projectId: string, search: TraceSearch, traceId: string) {
  const usePage = (page: TraceSearch, enabled: boolean) =>
    useQuery({ ...tracesQuery(projectId, page), enabled, staleTime: 60_000 }).data
  return useNeighboursIn(usePage, search, traceId)
}
