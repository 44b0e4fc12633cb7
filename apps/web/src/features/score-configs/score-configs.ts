import {
  addProjectScoreConfig,
  changeProjectScoreConfig,
  listProjectScoreConfigs,
  type RouteInput,
} from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'

export type NewScoreConfig = RouteInput<typeof addProjectScoreConfig>['body']

export function scoreConfigsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['score-configs', projectId],
    queryFn: ({ signal }) => api.call(listProjectScoreConfigs, { params: { projectId } }, { signal }),
  })
}

export function useAddScoreConfig(projectId: string, onAdded: () => void) {
  const add = (body: NewScoreConfig) => api.call(addProjectScoreConfig, { params: { projectId }, body })
  return useChange(scoreConfigsQuery(projectId).queryKey, add, onAdded)
}

export function useArchiveScoreConfig(projectId: string) {
  const archive = ({ configId, isArchived }: { configId: string; isArchived: boolean }) =>
    api.call(changeProjectScoreConfig, { params: { projectId, configId }, body: { isArchived } })
  return useChange(scoreConfigsQuery(projectId).queryKey, archive, () => undefined)
}
