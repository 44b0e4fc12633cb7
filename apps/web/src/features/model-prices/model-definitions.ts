import {
  addModelDefinition,
  changeModelDefinition,
  listModelDefinitions,
  matchModelDefinition,
  type RouteInput,
  removeModelDefinition,
} from '@kansoku/contracts'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'

export type ModelDefinitionBody = RouteInput<typeof addModelDefinition>['body']

export function modelDefinitionsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['model-definitions', projectId],
    queryFn: ({ signal }) => api.call(listModelDefinitions, { params: { projectId } }, { signal }),
  })
}

/** Without an id a new model is defined. */
export function useSaveModel(projectId: string, modelId: string | undefined, onSaved: () => void) {
  const save = (body: ModelDefinitionBody) =>
    modelId === undefined
      ? api.call(addModelDefinition, { params: { projectId }, body })
      : api.call(changeModelDefinition, { params: { projectId, modelId }, body })
  return useChange(modelDefinitionsQuery(projectId).queryKey, save, onSaved)
}

export function useDeleteModel(projectId: string, onDeleted: () => void) {
  const remove = (modelId: string) => api.call(removeModelDefinition, { params: { projectId, modelId } })
  return useChange(modelDefinitionsQuery(projectId).queryKey, remove, onDeleted)
}

export function useMatchModel(projectId: string) {
  return useMutation({
    mutationFn: (body: RouteInput<typeof matchModelDefinition>['body']) =>
      api.call(matchModelDefinition, { params: { projectId }, body }),
  })
}
