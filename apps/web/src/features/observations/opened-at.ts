import type { ObservationListRow } from '@kansoku/contracts'
import type { TraceSearch } from '../traces/trace-search.ts'

/** The address of a trace that is opened at an observation, from the list of observations. */
export const openedAt = ({ id }: Pick<ObservationListRow, 'id'>, search: TraceSearch) => ({
  ...search,
  observation: id,
  list: 'observations' as const,
})
