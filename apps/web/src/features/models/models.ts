import { listGatewayModels, testGatewayModel } from '@kansoku/contracts'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export function modelsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['gatewayModels', projectId],
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
