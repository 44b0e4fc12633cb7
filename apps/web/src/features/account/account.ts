import {
  changeAccount,
  changePassword,
  endAccountSession,
  getAccount,
  type RouteInput,
} from '@kansoku/contracts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { sessionKey } from '../session/session.ts'

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => api.call(getAccount, {}, { signal }),
})

function useRefresh() {
  const queryClient = useQueryClient()
  return () =>
    Promise.all(
      [accountQuery.queryKey, sessionKey].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    )
}

export function useRename(onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (name: string) => api.call(changeAccount, { body: { name } }),
    onSuccess: () => {
      void refresh()
      onDone()
    },
  })
}

export function useChangePassword() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: RouteInput<typeof changePassword>['body']) => api.call(changePassword, { body }),
    onSuccess: () => void refresh(),
  })
}

export function useEndSession() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (sessionId: string) => api.call(endAccountSession, { params: { sessionId } }),
    // Also after a failure: it may have ended by itself.
    onSettled: () => void refresh(),
  })
}
