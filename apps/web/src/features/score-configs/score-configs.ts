import {
  addProjectScoreConfig,
  changeProjectScoreConfig,
  listProjectScoreConfigs,
  type RouteInput,
} from '@kansoku/contracts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export type NewScoreConfig = RouteInput<typeof addProjectScoreConfig>['body']

export function scoreConfigsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['score-configs', projectId],
    queryFn: ({ signal }) => api.call(listProjectScoreConfigs, { params: { projectId } }, { signal }),
  })
}

function useRefresh(projectId: string) {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: scoreConfigsQuery(projectId).queryKey })
}

export function useAddScoreConfig(projectId: string, onAdded: () => void) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (body: NewScoreConfig) => api.call(addProjectScoreConfig, { params: { projectId }, body }),
    onSuccess: () => {
      void refresh()
      onAdded()
    },
  })
}

export function useArchiveScoreConfig(projectId: string) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: ({ configId, isArchived }: { configId: string; isArchived: boolean }) =>
      api.call(changeProjectScoreConfig, { params: { projectId, configId }, body: { isArchived } }),
    onSettled: () => refresh(),
  })
}
