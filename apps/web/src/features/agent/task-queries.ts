import { getAgentChanges, getAgentTask } from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export const agentTaskKey = (projectId: string) => ['agent-task', projectId] as const

export function agentTaskQuery(projectId: string, sessionId: string) {
  return queryOptions({
    queryKey: [...agentTaskKey(projectId), sessionId],
    queryFn: ({ signal }) => api.call(getAgentTask, { params: { projectId, sessionId } }, { signal }),
  })
}

/** The lines that one turn changed: they stay what they are. */
export function changesQuery(projectId: string, traceId: string, observationId: string) {
  return queryOptions({
    queryKey: ['agent-changes', projectId, traceId, observationId],
    queryFn: ({ signal }) =>
      api.call(getAgentChanges, { params: { projectId, traceId, observationId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
