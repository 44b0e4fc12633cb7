import {
  changeGatewayModel,
  createGatewayModel,
  deleteGatewayModel,
  type GatewayModelWishes,
  listGatewayModels,
  testGatewayModel,
} from '@kansoku/contracts'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'

const modelsKey = (projectId: string) => ['gatewayModels', projectId] as const

export function modelsQuery(projectId: string) {
  return queryOptions({
    queryKey: modelsKey(projectId),
    queryFn: ({ signal }) => api.call(listGatewayModels, { params: { projectId } }, { signal }),
    // Which of them rest changes by the second.
    refetchInterval: 10_000,
  })
}

/** Has a deployment called with a few words. */
export function useTestModel(projectId: string) {
  return useMutation({
    mutationFn: (id: string) => api.call(testGatewayModel, { params: { projectId }, body: { id } }),
  })
}

export function useAddModel(projectId: string, onDone: () => void) {
  const add = (body: GatewayModelWishes) => api.call(createGatewayModel, { params: { projectId }, body })
  return useChange(modelsKey(projectId), add, onDone)
}

interface ModelChange {
  readonly modelId: string
  readonly changes: Partial<GatewayModelWishes>
}

export function useChangeModel(projectId: string, onDone: () => void) {
  const change = ({ modelId, changes: body }: ModelChange) =>
    api.call(changeGatewayModel, { params: { projectId, modelId }, body })
  return useChange(modelsKey(projectId), change, onDone)
}

export function useDeleteModel(projectId: string, onDone: () => void) {
  const remove = (modelId: string) => api.call(deleteGatewayModel, { params: { projectId, modelId } })
  return useChange(modelsKey(projectId), remove, onDone)
}
