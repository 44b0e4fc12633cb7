import type { listObservationMetadataKeys, listTraceMetadataKeys } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { intervalOf } from './list-input.ts'
import type { TraceSearch } from './trace-search.ts'

/** Keys of metadata in the range of a list. */
export function metadataKeysQuery(
  route: typeof listTraceMetadataKeys | typeof listObservationMetadataKeys,
  projectId: string,
  search: TraceSearch,
) {
  const { range, from, to, env } = search
  return queryOptions({
    queryKey: ['metadata-keys', route.path, projectId, { range, from, to, env }],
    queryFn: ({ signal }) =>
      api.call<typeof route>(route, { params: { projectId }, query: intervalOf(search) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
