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
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { limitedKey } from '../budgets/limited-key.ts'

/** With the key itself, which is told only now. */
export type ToldKey = RouteResponse<typeof createVirtualKey>

export function virtualKeysQuery(projectId: string) {
  return queryOptions({
    queryKey: [...limitedKey(projectId), 'keys'],
    queryFn: ({ signal }) => api.call(listVirtualKeys, { params: { projectId } }, { signal }),
    // What keys spend goes on while one looks.
    refetchInterval: 30_000,
  })
}

export function useCreateVirtualKey(projectId: string, onDone: (key: ToldKey) => void) {
  const create = (body: VirtualKeyChanges) => api.call(createVirtualKey, { params: { projectId }, body })
  return useChange(limitedKey(projectId), create, onDone)
}

interface KeyChange {
  readonly keyId: string
  readonly changes: VirtualKeyChanges
}

export function useChangeVirtualKey(projectId: string, onDone: (key: VirtualKey) => void) {
  const change = ({ keyId, changes }: KeyChange) =>
    api.call(changeVirtualKey, { params: { projectId, keyId }, body: changes })
  return useChange(limitedKey(projectId), change, onDone)
}

export function useRotateVirtualKey(projectId: string, onDone: (key: ToldKey) => void) {
  const rotate = (keyId: string) => api.call(rotateVirtualKey, { params: { projectId, keyId } })
  return useChange(limitedKey(projectId), rotate, onDone)
}

export function useDeleteVirtualKey(projectId: string, onDone: () => void) {
  const remove = (keyId: string) => api.call(deleteVirtualKey, { params: { projectId, keyId } })
  return useChange(limitedKey(projectId), remove, onDone)
}
