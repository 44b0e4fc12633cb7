import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { TraceSearch } from './trace-search.ts'

interface Page {
  readonly rows: readonly { readonly id: string }[]
  readonly totalPages: number
}

export interface Neighbour {
  readonly id: string
  /** The list with the page that holds it. */
  readonly search: TraceSearch
}

interface Place<List extends Page, Key extends QueryKey> {
  /** Reads a page of the list that something was opened from. */
  readonly query: (search: TraceSearch) => UseQueryOptions<List, Error, List, Key>
  readonly search: TraceSearch
  readonly id: string
}

/** What stands before and after one row in the list it was opened from, across pages. */
export function useNeighbours<List extends Page, Key extends QueryKey>(place: Place<List, Key>) {
  const { query, search, id } = place
  const usePage = (page: TraceSearch, enabled: boolean) =>
    useQuery({ ...query(page), enabled, staleTime: 60_000 }).data
  const page = search.page ?? 1
  const list = usePage(search, true)
  const rows = list?.rows ?? []
  const at = rows.findIndex((row) => row.id === id)
  const isFirst = at === 0 && page > 1
  const isLast = at >= 0 && at === rows.length - 1 && page < (list?.totalPages ?? 0)
  const turnTo = (to: number): TraceSearch => ({ ...search, page: to > 1 ? to : undefined })
  const pageBefore = usePage(turnTo(page - 1), isFirst)
  const pageAfter = usePage(turnTo(page + 1), isLast)
  const onPage = (index: number): Neighbour | undefined => {
    const row = at < 0 ? undefined : rows[index]
    return row && { id: row.id, search }
  }
  const beyond = (row: { id: string } | undefined, to: number): Neighbour | undefined =>
    row && { id: row.id, search: turnTo(to) }
  return {
    previous: isFirst ? beyond(pageBefore?.rows.at(-1), page - 1) : onPage(at - 1),
    next: isLast ? beyond(pageAfter?.rows[0], page + 1) : onPage(at + 1),
  }
}
