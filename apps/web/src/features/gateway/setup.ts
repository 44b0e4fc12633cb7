import {
  type GatewaySetup,
  showGatewaySetup,
  testSetupCallback,
  testSetupMcpServer,
} from '@kansoku/contracts'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export function setupQuery(projectId: string) {
  return queryOptions({
    queryKey: ['gatewaySetup', projectId],
    queryFn: ({ signal }) => api.call(showGatewaySetup, { params: { projectId } }, { signal }),
    // The gateway follows its file by itself, and so does the page.
    refetchInterval: 10_000,
  })
}

/** Has a callback told of a call that never was. */
export function useTestCallback(projectId: string) {
  return useMutation({
    mutationFn: ({ name, kind }: Pick<GatewaySetup['callbacks'][number], 'name' | 'kind'>) =>
      api.call(testSetupCallback, { params: { projectId }, body: { name, kind } }),
  })
}

/** Has an MCP server asked for its tools. */
export function useTestMcpServer(projectId: string) {
  return useMutation({
    mutationFn: (name: string) => api.call(testSetupMcpServer, { params: { projectId }, body: { name } }),
  })
}
