import { listTraceMetadataKeys } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { type FacetName, type ListFilters, traceFilters } from './list-filters.ts'
import { metadataKeysQuery } from './metadata-keys-query.ts'
import type { TraceSearch } from './trace-search.ts'
import { facetsQuery } from './traces-query.ts'

/** A value to filter by, and how many rows have it. */
export interface FacetValue {
  readonly value: string
  readonly count: number
}

/** What a list can be narrowed by, and where the values come from. */
export interface FilterSource {
  readonly filters: ListFilters
  /** Values by their name in the answer; undefined while they are on their way. */
  readonly useFacets: (
    projectId: string,
    search: TraceSearch,
    options?: { readonly enabled: boolean },
  ) => Readonly<Partial<Record<string, readonly FacetValue[]>>> | undefined
  /** Keys of metadata; undefined while they are on their way. */
  readonly useMetadataKeys: (
    projectId: string,
    search: TraceSearch,
    options: { readonly enabled: boolean },
  ) => readonly string[] | undefined
}

/** Names of facets in the answers of the server. */
export const facetKeys: Readonly<Record<FacetName, string>> = {
  level: 'level',
  name: 'name',
  user: 'userId',
  session: 'sessionId',
  model: 'model',
  tag: 'tag',
  error: 'errorType',
  version: 'version',
  release: 'release',
  type: 'type',
  traceName: 'traceName',
  tool: 'tool',
  prompt: 'promptName',
  root: 'root',
}

/** Of every list that is about traces. */
export const traceFilterSource: FilterSource = {
  filters: traceFilters,
  useFacets: (projectId, search, options) => useQuery({ ...facetsQuery(projectId, search), ...options }).data,
  useMetadataKeys: (projectId, search, options) =>
    useQuery({ ...metadataKeysQuery(listTraceMetadataKeys, projectId, search), ...options }).data?.keys,
}
