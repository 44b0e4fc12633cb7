import { observationOrderColumns } from '@kansoku/contracts'
import { whereOf } from '../search/where.ts'
import type { RangeSearch } from '../time-range/time-range.ts'
import type { ListFilters } from '../traces/list-filters.ts'
import { type ListOrder, readListSearch, type TraceSearch } from '../traces/trace-search.ts'

export type ObservationOrderColumn = (typeof observationOrderColumns)[number]

export const observationListOrder: ListOrder<ObservationOrderColumn> = {
  columns: observationOrderColumns,
  standard: '-startTime',
}

export const observationFilters: ListFilters = {
  facets: [
    ...(['type', 'level', 'name', 'traceName', 'model', 'root', 'tool', 'user', 'session'] as const),
    ...(['tag', 'prompt', 'version', 'release'] as const),
  ],
  callers: [],
  bounds: ['latency', 'firstToken', 'cost', 'tokens', 'speed'],
  texts: ['input', 'output', 'message'],
  ids: ['id', 'trace'],
  optional: ['model', 'prompt', 'tool', 'version', 'release'],
  starred: false,
}

/** The whole state of the observations list as it stands in the address. */
export const readObservationSearch = (search: Record<string, unknown>): TraceSearch =>
  readListSearch(search, observationListOrder, observationFilters)

/** What both lists ask in the same words. */
const sharedFields = ['env', 'user', 'session', 'tag', 'model', 'level', 'input', 'output']
type Shared = Pick<TraceSearch, 'user' | 'session' | 'tag' | 'model' | 'level' | 'where'> & RangeSearch

const shared = ({ range, from, to, env, user, session, tag, model, level, where }: TraceSearch): Shared => ({
  ...{ range, from, to, env, user, session, tag, model, level },
  where: whereOf(where, sharedFields),
})

/** What a list of traces is narrowed by, as the list of their observations says it; what one of them has not is left out. */
export const toObservations = (search: TraceSearch): TraceSearch => ({
  ...shared(search),
  traceName: search.name,
})

/** The way back. */
export const toTraces = (search: TraceSearch): TraceSearch => ({ ...shared(search), name: search.traceName })
