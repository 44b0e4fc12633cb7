import {
  changeGivenScore,
  deleteGivenScore,
  type GivenScore,
  giveScore,
  listScoreChoices,
} from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { traceKey } from '../trace/trace-queries.ts'

interface OfTrace {
  readonly projectId: string
  readonly traceId: string
}

export function scoreChoicesQuery(projectId: string) {
  return queryOptions({
    queryKey: ['scoreChoices', projectId],
    queryFn: ({ signal }) => api.call(listScoreChoices, { params: { projectId } }, { signal }),
    staleTime: 15_000,
  })
}

/** @param scoreId that of the score to change; absent: a new one is given */
export function useSaveScore(
  { projectId, traceId }: OfTrace,
  scoreId: string | undefined,
  onDone: () => void,
) {
  const save = async (score: GivenScore) => {
    const { value, comment } = score
    if (scoreId === undefined) await api.call(giveScore, { params: { projectId, traceId }, body: score })
    else
      await api.call(changeGivenScore, { params: { projectId, traceId, scoreId }, body: { value, comment } })
  }
  return useChange(traceKey(projectId, traceId), save, onDone)
}

export function useDeleteScore({ projectId, traceId }: OfTrace, scoreId: string, onDone: () => void) {
  const remove = () => api.call(deleteGivenScore, { params: { projectId, traceId, scoreId } })
  return useChange(traceKey(projectId, traceId), remove, onDone)
}
