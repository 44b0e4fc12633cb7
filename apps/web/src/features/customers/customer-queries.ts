import {
  type CustomerWishes,
  changeProjectCustomer,
  createProjectCustomer,
  deleteProjectCustomer,
  listProjectCustomers,
} from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { limitedKey } from '../budgets/limited-key.ts'

export function customersQuery(projectId: string) {
  return queryOptions({
    queryKey: [...limitedKey(projectId), 'customers'],
    queryFn: ({ signal }) => api.call(listProjectCustomers, { params: { projectId } }, { signal }),
    // What they spend goes on while one looks.
    refetchInterval: 30_000,
  })
}

export function useCreateCustomer(projectId: string, onDone: () => void) {
  const create = (body: CustomerWishes & { readonly id: string }) =>
    api.call(createProjectCustomer, { params: { projectId }, body })
  return useChange(limitedKey(projectId), create, onDone)
}

interface CustomerChange {
  readonly customerId: string
  readonly wishes: CustomerWishes
}

export function useChangeCustomer(projectId: string, onDone: () => void) {
  const change = ({ customerId, wishes: body }: CustomerChange) =>
    api.call(changeProjectCustomer, { params: { projectId, customerId }, body })
  return useChange(limitedKey(projectId), change, onDone)
}

export function useDeleteCustomer(projectId: string, onDone: () => void) {
  const remove = (customerId: string) =>
    api.call(deleteProjectCustomer, { params: { projectId, customerId } })
  return useChange(limitedKey(projectId), remove, onDone)
}
