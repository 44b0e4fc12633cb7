import { textOf } from '../../app/search-params.ts'
import { type RangeSearch, readRange } from '../time-range/time-range.ts'

/** The state of a dashboard as it stands in the address. */
export interface DashboardSearch extends RangeSearch {
  /** Filters in place of those that are stored, as JSON. */
  readonly where?: string | undefined
  /** The tile whose widget is open in the builder; `new`: one that is not there yet. */
  readonly edit?: string | undefined
}

export function readDashboardSearch(search: Record<string, unknown>): DashboardSearch {
  const where = textOf(search, 'where')
  const edit = textOf(search, 'edit')
  return { ...readRange(search), ...(where ? { where } : {}), ...(edit ? { edit } : {}) }
}
