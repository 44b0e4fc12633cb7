import { listProjectUsers } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { userListOrder, weekByDefault } from '../groups/group-order.ts'
import { listInput } from '../traces/list-input.ts'
import type { TraceSearch } from '../traces/trace-search.ts'

export const usersKey = (projectId: string) => ['users', projectId] as const

export function usersQuery(projectId: string, search: TraceSearch) {
  return queryOptions({
    queryKey: [...usersKey(projectId), search],
    queryFn: ({ signal }) =>
      api.call(
        listProjectUsers,
        { params: { projectId }, query: listInput(weekByDefault(search), userListOrder) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}
