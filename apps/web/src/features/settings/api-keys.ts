import {
  createProjectApiKey,
  deleteProjectApiKey,
  type ProjectApiKey,
  type RouteResponse,
} from '@kansoku/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { apiKeysQuery } from '../onboarding/use-snippet-values.ts'

export type ApiKey = ProjectApiKey
/** With its secret, which is told only now. */
export type CreatedKey = RouteResponse<typeof createProjectApiKey>

function useRefresh(projectId: string) {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: apiKeysQuery(projectId).queryKey })
}

export function useCreateKey(projectId: string) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (note: string) => api.call(createProjectApiKey, { params: { projectId }, body: { note } }),
    onSuccess: () => void refresh(),
  })
}

export function useDeleteKey(projectId: string, onDeleted: () => void) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (apiKeyId: string) => api.call(deleteProjectApiKey, { params: { projectId, apiKeyId } }),
    onSuccess: onDeleted,
    // Also after a failure: somebody else may have deleted it.
    onSettled: () => void refresh(),
  })
}
