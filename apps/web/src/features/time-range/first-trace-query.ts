import { getFirstTrace } from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export const firstTraceQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['first-trace', projectId],
    queryFn: ({ signal }) => api.call(getFirstTrace, { params: { projectId } }, { signal }),
    staleTime: ({ state }) => (state.data?.timestamp ? Number.POSITIVE_INFINITY : 0),
  })
