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

/** Reads a page of the list that something was opened from. */
export type UsePage = (search: TraceSearch, enabled: boolean) => Page | undefined

/** What stands before and after one row in the list it was opened from, across pages. */
export function useNeighboursIn(usePage: UsePage, search: TraceSearch, id: string) {
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
