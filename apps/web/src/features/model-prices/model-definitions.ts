import {
  addModelDefinition,
  changeModelDefinition,
  listModelDefinitions,
  matchModelDefinition,
  type RouteInput,
  removeModelDefinition,
} from '@kansoku/contracts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export type ModelDefinitionBody = RouteInput<typeof addModelDefinition>['body']

export function modelDefinitionsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['model-definitions', projectId],
    queryFn: ({ signal }) => api.call(listModelDefinitions, { params: { projectId } }, { signal }),
  })
}

function useRefresh(projectId: string) {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: modelDefinitionsQuery(projectId).queryKey })
}

/** Without an id a new model is defined. */
export function useSaveModel(projectId: string, modelId: string | undefined, onSaved: () => void) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (body: ModelDefinitionBody) =>
      modelId === undefined
        ? api.call(addModelDefinition, { params: { projectId }, body })
        : api.call(changeModelDefinition, { params: { projectId, modelId }, body }),
    onSuccess: () => {
      void refresh()
      onSaved()
    },
  })
}

export function useDeleteModel(projectId: string, onDeleted: () => void) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (modelId: string) => api.call(removeModelDefinition, { params: { projectId, modelId } }),
    onSuccess: onDeleted,
    // Also after a failure: somebody else may have deleted it.
    onSettled: () => void refresh(),
  })
}

export function useMatchModel(projectId: string) {
  return useMutation({
    mutationFn: (body: RouteInput<typeof matchModelDefinition>['body']) =>
      api.call(matchModelDefinition, { params: { projectId }, body }),
  })
}
