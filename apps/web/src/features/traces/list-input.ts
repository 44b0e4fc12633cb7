import { toInterval } from '../time-range/time-range.ts'
import { traceFilters } from './list-filters.ts'
import { defaultPageSize, type ListOrder, listOrderOf, type TraceSearch, toFilter } from './trace-search.ts'

/** Traces whose clock runs up to this far ahead of ours still count as of now. */
const clockSlackSeconds = 300

/** The part of an address that says which traces a question is about. A relative range is taken anew at each call. */
export function intervalOf(search: TraceSearch) {
  return {
    ...toInterval(search, Date.now(), clockSlackSeconds),
    environment: search.env && [...search.env],
  }
}

/** Which rows a list is about, over all its pages. */
export function selectionInput(search: TraceSearch, filters = traceFilters) {
  const filter = toFilter(search, filters)
  return {
    ...intervalOf(search),
    ...(search.q ? { search: search.q } : {}),
    ...(filter.length > 0 ? { filter: JSON.stringify(filter) } : {}),
  }
}

/** What a list asks the server for. */
export function listInput<Column extends string>(
  search: TraceSearch,
  list: ListOrder<Column>,
  filters = traceFilters,
) {
  const { column, direction } = listOrderOf(search, list)
  return {
    ...selectionInput(search, filters),
    page: search.page ?? 1,
    limit: search.limit ?? defaultPageSize,
    orderBy: column,
    order: direction,
  }
}
