import type { TraceSearch } from '../traces/trace-search.ts'

/** When is looked at, and how far, is no matter of a view. */
const outside: ReadonlySet<string> = new Set([
  'range',
  'from',
  'to',
  'page',
  'limit',
  'view',
  'observation',
  'list',
])

export type ViewSearch = Readonly<Record<string, readonly string[]>>

/** What a view keeps of the state of a list: filters and order, as its address says them. */
export function toViewSearch(search: TraceSearch): ViewSearch {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      outside.has(name) || value === undefined ? [] : [[name, [value].flat().map(String)]],
    ),
  )
}

/** How a list reads its address. */
export type ReadSearch = (search: Record<string, unknown>) => TraceSearch

interface SearchView {
  readonly id: string
  readonly search: ViewSearch
}

/** The state of a list that shows a view, over the time that it showed before. */
export function withView(
  search: TraceSearch,
  { id, search: kept }: SearchView,
  read: ReadSearch,
): TraceSearch {
  const { range, from, to, limit } = search
  return read({ range, from, to, ...(limit ? { limit: String(limit) } : {}), ...kept, view: id })
}

const ordered = (search: ViewSearch) =>
  JSON.stringify(
    Object.entries(search)
      .map(([name, values]) => [name, [...values].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** Whether two views narrow and sort alike, in whatever order their values were chosen. */
export const isSameSearch = (one: ViewSearch, other: ViewSearch): boolean => ordered(one) === ordered(other)
