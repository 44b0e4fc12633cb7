import { listAgentTasks } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { sessionListOrder, weekByDefault } from '../groups/group-order.ts'
import { listInput } from '../traces/list-input.ts'
import type { AgentSearch } from './agent-search.ts'

export const agentTasksKey = (projectId: string) => ['agent-tasks', projectId] as const

export function agentTasksQuery(projectId: string, { task: _picked, ...search }: AgentSearch) {
  return queryOptions({
    queryKey: [...agentTasksKey(projectId), search],
    queryFn: ({ signal }) =>
      api.call(
        listAgentTasks,
        {
          params: { projectId },
          query: {
            ...listInput(weekByDefault(search), sessionListOrder),
            ...(search.agent ? { agent: [...search.agent] } : {}),
          },
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}
