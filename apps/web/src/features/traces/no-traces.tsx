import { NothingHere } from '../onboarding/nothing-here.tsx'
import type { ListFilters } from './list-filters.ts'
import { NoMatches } from './no-matches.tsx'
import { isFiltered, type TraceSearch, withoutFilters } from './trace-search.ts'

interface NoTracesProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly filters: ListFilters
  /** That nothing matches. */
  readonly noMatch: string
  readonly onReplace: (search: TraceSearch) => void
}

/** Nothing matched, or nothing arrived: two different next steps. */
export function NoTraces({ projectId, search, filters, noMatch, onReplace }: NoTracesProps) {
  if (isFiltered(search, filters)) {
    return <NoMatches title={noMatch} onClear={() => onReplace(withoutFilters(search))} />
  }
  const widen = () => onReplace({ ...search, from: undefined, to: undefined, range: '90d' })
  return <NothingHere projectId={projectId} onWiden={widen} />
}
