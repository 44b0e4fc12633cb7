import { listProjectApiKeys } from '@kansoku/contracts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { serverUrl } from '../../lib/base-path.ts'
import { useSession } from '../session/session.ts'
import { useExampleModel } from './example-model.ts'
import type { SnippetValues } from './snippets.ts'

export function apiKeysQuery(projectId: string) {
  return queryOptions({
    queryKey: ['apiKeys', projectId],
    queryFn: ({ signal }) => api.call(listProjectApiKeys, { params: { projectId } }, { signal }),
    staleTime: 30_000,
  })
}

export function useSnippetValues(projectId: string): SnippetValues {
  const { gatewayUrl } = useSession()
  const { data } = useQuery(apiKeysQuery(projectId))
  return {
    serverUrl: serverUrl(),
    gatewayUrl,
    publicKey: data?.apiKeys[0]?.publicKey ?? '<pk-lf-…>',
    model: useExampleModel(projectId),
  }
}
