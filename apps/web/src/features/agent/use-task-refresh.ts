import type { AgentTaskDetail, getProjectSession, RouteResponse } from '@kansoku/contracts'
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sessionSummaryQuery } from '../conversation/conversation-queries.ts'
import { useLiveRefresh } from '../live/use-live-refresh.ts'
import { agentTaskQuery } from './task-queries.ts'

/** Least time between two looks at a session, in ms. */
const interval = 5_000

const telling = [
  'traceCount',
  'lastTrace',
  'duration',
  'failedTraces',
  'totalTokens',
  'totalCost',
  'lastOutputPreview',
] as const

/**
 * Keeps a task up to date. Events name traces, of which a task gets more that nobody here knows yet: what its session adds up to
 * is read with every event, and all turns only when that has changed.
 */
export function useTaskRefresh(
  projectId: string,
  sessionId: string,
  { data: task, dataUpdatedAt: taskReadAt }: UseQueryResult<AgentTaskDetail>,
): void {
  const queryClient = useQueryClient()
  const options = sessionSummaryQuery(projectId, sessionId)
  useLiveRefresh({ projectId, queryKey: options.queryKey, interval, enabled: true })
  const { data: summary, dataUpdatedAt: summaryReadAt } = useQuery(options)
  const isBehind = summaryReadAt > taskReadAt && differ(summary, task)
  useEffect(() => {
    if (isBehind)
      void queryClient.invalidateQueries({ queryKey: agentTaskQuery(projectId, sessionId).queryKey })
  }, [isBehind, queryClient, projectId, sessionId])
}

function differ(
  summary: RouteResponse<typeof getProjectSession> | undefined,
  task: AgentTaskDetail | undefined,
): boolean {
  if (!summary || !task) return summary !== undefined
  return telling.some((name) => summary[name] !== task[name])
}
