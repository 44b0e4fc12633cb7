import type { ExportWish } from '../batches/batches.ts'
import type { Selection } from '../selection/use-selection.ts'
import { traceFilters } from './list-filters.ts'
import { intervalOf } from './list-input.ts'
import { type TraceSearch, toFilter } from './trace-search.ts'

const dayMs = 86_400_000

/** All rows that a list shows, on whatever page. */
export function allRows(search: TraceSearch, filters = traceFilters): ExportWish['selection'] {
  return {
    ...intervalOf(search),
    filter: toFilter(search, filters),
    ...(search.q ? { search: search.q } : {}),
  }
}

/** The chosen ones. A relative range goes on while somebody chooses: those named are looked for from a day earlier on. */
export function chosenRows(
  search: TraceSearch,
  { ids, isAll }: Pick<Selection<string>, 'ids' | 'isAll'>,
  filters = traceFilters,
): ExportWish['selection'] {
  if (isAll) return allRows(search, filters)
  const { from, to } = intervalOf(search)
  return { from: new Date(Date.parse(from) - dayMs).toISOString(), to, ids: [...ids] }
}
