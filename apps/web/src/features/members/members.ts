import {
  addProjectMember,
  changeProjectMember,
  inviteMemberAgain,
  listProjectMembers,
  type RouteInput,
  type RouteResponse,
  removeProjectMember,
} from '@kansoku/contracts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { serverUrl } from '../../lib/base-path.ts'
import { sessionKey } from '../session/session.ts'

export type Members = RouteResponse<typeof listProjectMembers>

export function membersQuery(projectId: string) {
  return queryOptions({
    queryKey: ['members', projectId],
    queryFn: ({ signal }) => api.call(listProjectMembers, { params: { projectId } }, { signal }),
  })
}

/** Where somebody who was invited chooses a password. */
export function invitationUrl(token: string): string {
  return `${serverUrl()}/invitation#${token}`
}

/** Changes may be of oneself, and of what one may open. */
function useRefresh(projectId: string) {
  const queryClient = useQueryClient()
  return () =>
    Promise.all(
      [membersQuery(projectId).queryKey, sessionKey].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    )
}

export function useAddMember(projectId: string) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (body: RouteInput<typeof addProjectMember>['body']) =>
      api.call(addProjectMember, { params: { projectId }, body }),
    onSuccess: () => void refresh(),
  })
}

export function useInviteAgain(projectId: string) {
  return useMutation({
    mutationFn: (userId: string) => api.call(inviteMemberAgain, { params: { projectId, userId }, body: {} }),
  })
}

export function useChangeMember(projectId: string) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: ({ userId, ...body }: { userId: string } & RouteInput<typeof changeProjectMember>['body']) =>
      api.call(changeProjectMember, { params: { projectId, userId }, body }),
    onSettled: () => refresh(),
  })
}

export function useRemoveMember(projectId: string, onRemoved: () => void) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (userId: string) => api.call(removeProjectMember, { params: { projectId, userId } }),
    onSuccess: onRemoved,
    // Also after a failure: somebody else may have removed them.
    onSettled: () => void refresh(),
  })
}
