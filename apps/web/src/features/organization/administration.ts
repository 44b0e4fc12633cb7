import {
  createProject,
  deleteProject,
  getProjectAdministration,
  renameOrganization,
  renameProject,
} from '@kansoku/contracts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { sessionKey, sessionQuery } from '../session/session.ts'

export function administrationQuery(projectId: string) {
  return queryOptions({
    queryKey: ['administration', projectId],
    queryFn: ({ signal }) => api.call(getProjectAdministration, { params: { projectId } }, { signal }),
  })
}

/** Names stand in the session, which the navigation shows. */
function useRefresh() {
  const queryClient = useQueryClient()
  return () =>
    Promise.all(
      [['administration'], sessionKey].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    )
}

export function useRenameProject(projectId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (name: string) => api.call(renameProject, { params: { projectId }, body: { name } }),
    onSuccess: () => refresh(),
  })
}

export function useRenameOrganization(projectId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (name: string) => api.call(renameOrganization, { params: { projectId }, body: { name } }),
    onSuccess: () => refresh(),
  })
}

export function useDeleteProject(projectId: string, onDeleted: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => api.call(deleteProject, { params: { projectId }, body: { name } }),
    onSuccess: async () => {
      // The way out leads to a project that is still there.
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
      onDeleted()
    },
  })
}

export function useCreateProject(projectId: string, onCreated: (id: string) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => api.call(createProject, { params: { projectId }, body: { name } }),
    onSuccess: async ({ id }) => {
      // The page of the new project asks the session whether it may be opened.
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
      onCreated(id)
    },
  })
}
