import {
  createProjectApiKey,
  deleteProjectApiKey,
  type ProjectApiKey,
  type RouteResponse,
} from '@kansoku/contracts'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { apiKeysQuery } from '../onboarding/use-snippet-values.ts'

export type ApiKey = ProjectApiKey
/** With its secret, which is told only now. */
export type CreatedKey = RouteResponse<typeof createProjectApiKey>

export function useCreateKey(projectId: string) {
  const create = (note: string) => api.call(createProjectApiKey, { params: { projectId }, body: { note } })
  return useChange(apiKeysQuery(projectId).queryKey, create, () => undefined)
}

export function useDeleteKey(projectId: string, onDeleted: () => void) {
  const remove = (apiKeyId: string) => api.call(deleteProjectApiKey, { params: { projectId, apiKeyId } })
  return useChange(apiKeysQuery(projectId).queryKey, remove, onDeleted)
}
