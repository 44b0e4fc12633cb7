import {
  changeVirtualKey,
  createVirtualKey,
  deleteVirtualKey,
  listVirtualKeys,
  type RouteResponse,
  rotateVirtualKey,
  type VirtualKey,
  type VirtualKeyChanges,
} from '@kansoku/contracts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

/** With the key itself, which is told only now. */
export type ToldKey = RouteResponse<typeof createVirtualKey>

export function virtualKeysQuery(projectId: string) {
  return queryOptions({
    queryKey: ['virtualKeys', projectId],
    queryFn: ({ signal }) => api.call(listVirtualKeys, { params: { projectId } }, { signal }),
    // What keys spend goes on while one looks.
    refetchInterval: 30_000,
  })
}

/** A change of one key or a new one; the list is read again afterwards, whatever came of it. */
function useKeyMutation<Wish, Result>(
  projectId: string,
  change: (wish: Wish) => Promise<Result>,
  onDone: (result: Result) => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: virtualKeysQuery(projectId).queryKey }),
  })
}

export function useCreateVirtualKey(projectId: string, onDone: (key: ToldKey) => void) {
  const create = (body: VirtualKeyChanges) => api.call(createVirtualKey, { params: { projectId }, body })
  return useKeyMutation(projectId, create, onDone)
}

interface KeyChange {
  readonly keyId: string
  readonly changes: VirtualKeyChanges
}

export function useChangeVirtualKey(projectId: string, onDone: (key: VirtualKey) => void) {
  const change = ({ keyId, changes }: KeyChange) =>
    api.call(changeVirtualKey, { params: { projectId, keyId }, body: changes })
  return useKeyMutation(projectId, change, onDone)
}

export function useRotateVirtualKey(projectId: string, onDone: (key: ToldKey) => void) {
  const rotate = (keyId: string) => api.call(rotateVirtualKey, { params: { projectId, keyId } })
  return useKeyMutation(projectId, rotate, onDone)
}

export function useDeleteVirtualKey(projectId: string, onDone: () => void) {
  const remove = (keyId: string) => api.call(deleteVirtualKey, { params: { projectId, keyId } })
  return useKeyMutation(projectId, remove, onDone)
}
