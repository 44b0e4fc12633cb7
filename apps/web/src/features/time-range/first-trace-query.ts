import { getFirstTrace } from '@kansoku/contracts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export const firstTraceQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['first-trace', projectId],
    queryFn: ({ signal }) => api.call(getFirstTrace, { params: { projectId } }, { signal }),
    staleTime: ({ state }) => (state.data?.timestamp ? Number.POSITIVE_INFINITY : 0),
  })

/** The project is known to have no trace yet. Asks nothing: who opens the page has. */
export function useIsUntouched(projectId: string): boolean {
  const { data } = useQuery({ ...firstTraceQuery(projectId), enabled: false })
  return data !== undefined && data.timestamp === null
}
