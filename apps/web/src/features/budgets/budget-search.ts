import { budgetedKinds } from '@kansoku/contracts'
import { textOf } from '../../app/search-params.ts'
import type { BudgetOwner } from './budget-queries.ts'

/** The whole state of the page as it stands in the address. */
export interface BudgetSearch {
  /** Absent: budgets that run. */
  readonly show?: 'named' | undefined
  /** Whose budget is open: kind, id, and the member's id. */
  readonly kind?: string | undefined
  readonly of?: string | undefined
  readonly member?: string | undefined
}

export function readBudgetSearch(search: Record<string, unknown>): BudgetSearch {
  const all = {
    show: textOf(search, 'show') === 'named' ? ('named' as const) : undefined,
    kind: budgetedKinds.find((kind) => kind === textOf(search, 'kind')),
    of: textOf(search, 'of'),
    member: textOf(search, 'member'),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

export const searchOf = ({ kind, id, memberId }: BudgetOwner): BudgetSearch => ({
  kind,
  of: id,
  ...(memberId === null ? {} : { member: memberId }),
})

/** Undefined where none is open. */
export function ownerIn({ kind: named, of: id, member }: BudgetSearch): BudgetOwner | undefined {
  const kind = budgetedKinds.find((known) => known === named)
  return kind && id !== undefined ? { kind, id, memberId: member ?? null } : undefined
}
