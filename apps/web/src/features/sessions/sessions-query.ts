import { listProjectSessions } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { sessionListOrder, weekByDefault } from '../groups/group-order.ts'
import { listInput } from '../traces/list-input.ts'
import type { TraceSearch } from '../traces/trace-search.ts'

export const sessionsKey = (projectId: string) => ['sessions', projectId] as const

export function sessionsQuery(projectId: string, search: TraceSearch) {
  return queryOptions({
    queryKey: [...sessionsKey(projectId), search],
    queryFn: ({ signal }) =>
      api.call(
        listProjectSessions,
        { params: { projectId }, query: listInput(weekByDefault(search), sessionListOrder) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}
