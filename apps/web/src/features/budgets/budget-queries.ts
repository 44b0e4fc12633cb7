import {
  type Budgeted,
  changeNamedBudget,
  createNamedBudget,
  deleteNamedBudget,
  getBudgeted,
  listBudgeted,
  listNamedBudgets,
  type NamedBudgetTerms,
} from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { limitedKey } from './limited-key.ts'

const budgetsKey = (projectId: string) => [...limitedKey(projectId), 'budgets'] as const

/** Money goes on being spent while one looks. */
const refetchInterval = 30_000

export function budgetedQuery(projectId: string) {
  return queryOptions({
    queryKey: [...budgetsKey(projectId), 'running'],
    queryFn: ({ signal }) => api.call(listBudgeted, { params: { projectId } }, { signal }),
    refetchInterval,
  })
}

/** Whose budget it is. */
export type BudgetOwner = Pick<Budgeted, 'kind' | 'id' | 'memberId'>

export function budgetOfQuery(projectId: string, { kind, id, memberId }: BudgetOwner) {
  const query = memberId === null ? {} : { memberId }
  return queryOptions({
    queryKey: [...budgetsKey(projectId), 'of', kind, id, memberId],
    queryFn: ({ signal }) =>
      api.call(getBudgeted, { params: { projectId, kind, holderId: id }, query }, { signal }),
    refetchInterval,
  })
}

export function namedBudgetsQuery(projectId: string) {
  return queryOptions({
    queryKey: [...budgetsKey(projectId), 'named'],
    queryFn: ({ signal }) => api.call(listNamedBudgets, { params: { projectId } }, { signal }),
  })
}

export function useCreateBudget(projectId: string, onDone: () => void) {
  const create = (body: NamedBudgetTerms & { readonly id: string }) =>
    api.call(createNamedBudget, { params: { projectId }, body })
  return useChange(limitedKey(projectId), create, onDone)
}

interface BudgetChange {
  readonly budgetId: string
  readonly terms: NamedBudgetTerms
}

export function useChangeBudget(projectId: string, onDone: () => void) {
  const change = ({ budgetId, terms: body }: BudgetChange) =>
    api.call(changeNamedBudget, { params: { projectId, budgetId }, body })
  return useChange(limitedKey(projectId), change, onDone)
}

export function useDeleteBudget(projectId: string, onDone: () => void) {
  const remove = (budgetId: string) => api.call(deleteNamedBudget, { params: { projectId, budgetId } })
  return useChange(limitedKey(projectId), remove, onDone)
}
