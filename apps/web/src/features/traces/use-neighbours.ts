import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { TraceSearch } from './trace-search.ts'

interface Identified {
  readonly id: string
}

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly totalPages: number
}

export interface Neighbour<Row extends Identified = Identified> {
  readonly id: string
  readonly row: Row
  /** The list with the page that holds it. */
  readonly search: TraceSearch
}

interface Place<Row extends Identified, List extends Page<Row>, Key extends QueryKey> {
  /** Reads a page of the list that something was opened from. */
  readonly query: (search: TraceSearch) => UseQueryOptions<List, Error, List, Key>
  readonly search: TraceSearch
  /** Absent where it was opened from another list: then it has no neighbours. */
  readonly id: string | undefined
}

/** What stands before and after one row in the list it was opened from, across pages. */
export function useNeighbours<Row extends Identified, List extends Page<Row>, Key extends QueryKey>(
  place: Place<Row, List, Key>,
) {
  const { query, search, id } = place
  const usePage = (page: TraceSearch, enabled: boolean): Page<Row> | undefined =>
    useQuery({ ...query(page), enabled, staleTime: 60_000 }).data
  const page = search.page ?? 1
  const list = usePage(search, id !== undefined)
  const rows = list?.rows ?? []
  const at = rows.findIndex((row) => row.id === id)
  const isFirst = at === 0 && page > 1
  const isLast = at >= 0 && at === rows.length - 1 && page < (list?.totalPages ?? 0)
  const turnTo = (to: number): TraceSearch => ({ ...search, page: to > 1 ? to : undefined })
  const pageBefore = usePage(turnTo(page - 1), isFirst)
  const pageAfter = usePage(turnTo(page + 1), isLast)
  const neighbour = (row: Row | undefined, search: TraceSearch): Neighbour<Row> | undefined =>
    row && { id: row.id, row, search }
  const onPage = (index: number) => neighbour(at < 0 ? undefined : rows[index], search)
  return {
    previous: isFirst ? neighbour(pageBefore?.rows.at(-1), turnTo(page - 1)) : onPage(at - 1),
    next: isLast ? neighbour(pageAfter?.rows[0], turnTo(page + 1)) : onPage(at + 1),
  }
}
