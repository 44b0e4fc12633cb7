import {
  getObservationCounts,
  getObservationFacets,
  listObservationMetadataKeys,
  listProjectObservations,
} from '@kansoku/contracts'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import type { FilterSource } from '../traces/filter-source.ts'
import { intervalOf, listInput, selectionInput } from '../traces/list-input.ts'
import { metadataKeysQuery } from '../traces/metadata-keys-query.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { observationFilters, observationListOrder } from './observation-search.ts'

export const observationsKey = (projectId: string) => ['observations', projectId] as const

/** One page of the list. */
export function observationsQuery(projectId: string, search: TraceSearch) {
  return queryOptions({
    queryKey: [...observationsKey(projectId), search],
    queryFn: ({ signal }) =>
      api.call(
        listProjectObservations,
        { params: { projectId }, query: listInput(search, observationListOrder, observationFilters) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

/** Counts over time of the whole list, whatever its page and order. */
export function observationCountsQuery(
  projectId: string,
  { page: _, limit: __, sort: ___, ...search }: TraceSearch,
) {
  return queryOptions({
    queryKey: [...observationsKey(projectId), 'counts', search],
    queryFn: ({ signal }) =>
      api.call(
        getObservationCounts,
        { params: { projectId }, query: selectionInput(search, observationFilters) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

function observationFacetsQuery(projectId: string, search: TraceSearch) {
  const { range, from, to, env } = search
  return queryOptions({
    queryKey: ['observation-facets', projectId, { range, from, to, env }],
    queryFn: ({ signal }) =>
      api.call(getObservationFacets, { params: { projectId }, query: intervalOf(search) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchInterval: 20_000,
  })
}

export const observationFilterSource: FilterSource = {
  filters: observationFilters,
  useFacets: (projectId, search, options) =>
    useQuery({ ...observationFacetsQuery(projectId, search), ...options }).data,
  useMetadataKeys: (projectId, search, options) =>
    useQuery({ ...metadataKeysQuery(listObservationMetadataKeys, projectId, search), ...options }).data?.keys,
}
