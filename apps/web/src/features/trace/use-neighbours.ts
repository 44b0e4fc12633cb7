import { useQuery } from '@tanstack/react-query'
import type { TraceSearch } from '../traces/trace-search.ts'
import { tracesQuery } from '../traces/traces-query.ts'

export interface Neighbour {
  readonly traceId: string
  /** The list with the page that holds it. */
  readonly search: TraceSearch
}

/** The traces before and after one in the list it was opened from, across pages. */
export function useNeighbours(projectId: string, search: TraceSearch, traceId: string) {
  const page = search.page ?? 1
  const list = useQuery({ ...tracesQuery(projectId, search), staleTime: 60_000 })
  const rows = list.data?.rows ?? []
  const at = rows.findIndex(({ id }) => id === traceId)
  const isFirst = at === 0 && page > 1
  const isLast = at >= 0 && at === rows.length - 1 && page < (list.data?.totalPages ?? 0)
  const turnTo = (to: number): TraceSearch => ({ ...search, page: to > 1 ? to : undefined })
  const pageBefore = useQuery({
    ...tracesQuery(projectId, turnTo(page - 1)),
    enabled: isFirst,
    staleTime: 60_000,
  })
  const pageAfter = useQuery({
    ...tracesQuery(projectId, turnTo(page + 1)),
    enabled: isLast,
    staleTime: 60_000,
  })
  const onPage = (index: number): Neighbour | undefined => {
    const row = at < 0 ? undefined : rows[index]
    return row && { traceId: row.id, search }
  }
  const beyond = (row: { id: string } | undefined, to: number): Neighbour | undefined =>
    row && { traceId: row.id, search: turnTo(to) }
  return {
    previous: isFirst ? beyond(pageBefore.data?.rows.at(-1), page - 1) : onPage(at - 1),
    next: isLast ? beyond(pageAfter.data?.rows[0], page + 1) : onPage(at + 1),
  }
}
