import { useQuery, useQueryClient } from '@tanstack/react-query'
import { batchesQuery, useChangeTraces } from '../batches/batches.ts'
import { tracesKey } from './traces-query.ts'

/** What the reader may do to traces. */
export function useTraceRights(projectId: string) {
  const { data } = useQuery(batchesQuery(projectId))
  return { mayAnnotate: data?.mayAnnotate ?? false, mayDelete: data?.mayDelete ?? false }
}

/** Changes chosen traces; lists of them are read again. */
export function useTraceChanges(projectId: string, onDone: () => void) {
  const queryClient = useQueryClient()
  return useChangeTraces(projectId, () => {
    void queryClient.invalidateQueries({ queryKey: tracesKey(projectId) })
    void queryClient.invalidateQueries({ queryKey: ['facets', projectId] })
    onDone()
  })
}
