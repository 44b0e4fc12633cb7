import { getProjectUser, getUserActivity } from '@kansoku/contracts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { weekByDefault } from '../groups/group-order.ts'
import type { RangeSearch } from '../time-range/time-range.ts'
import { intervalOf } from '../traces/list-input.ts'

export interface UserAsk {
  readonly projectId: string
  readonly userId: string
  readonly range: RangeSearch
}

export const userKey = ({ projectId, userId }: Omit<UserAsk, 'range'>) => ['user', projectId, userId] as const

const input = ({ projectId, userId, range }: UserAsk) => ({
  params: { projectId, userId },
  query: intervalOf(weekByDefault(range)),
})

export const userQuery = (ask: UserAsk) =>
  queryOptions({
    queryKey: [...userKey(ask), 'figures', ask.range],
    queryFn: ({ signal }) => api.call(getProjectUser, input(ask), { signal }),
    placeholderData: keepPreviousData,
  })

export const userActivityQuery = (ask: UserAsk) =>
  queryOptions({
    queryKey: [...userKey(ask), 'activity', ask.range],
    queryFn: ({ signal }) => api.call(getUserActivity, input(ask), { signal }),
    placeholderData: keepPreviousData,
  })
