import type { NamedBudget, NamedBudgetTerms } from '@kansoku/contracts'
import { numberOf, textOf, usualDuration } from '../virtual-keys/allowance.ts'

/** What the form holds: texts, as people type them. */
export interface NamedBudgetFields {
  readonly id: string
  readonly maxBudget: string
  readonly budgetDuration: string
  readonly softBudget: string
  readonly rpmLimit: string
  readonly tpmLimit: string
  readonly maxParallelRequests: string
}

export const noBudgetFields: NamedBudgetFields = {
  id: '',
  maxBudget: '',
  budgetDuration: usualDuration,
  softBudget: '',
  rpmLimit: '',
  tpmLimit: '',
  maxParallelRequests: '',
}

export function budgetFieldsOf(budget: NamedBudget): NamedBudgetFields {
  return {
    id: budget.id,
    maxBudget: textOf(budget.maxBudget),
    budgetDuration: budget.budgetDuration ?? '',
    softBudget: textOf(budget.softBudget),
    rpmLimit: textOf(budget.rpmLimit),
    tpmLimit: textOf(budget.tpmLimit),
    maxParallelRequests: textOf(budget.maxParallelRequests),
  }
}

/** A soft budget alone is for a time as well. */
export const hasTime = ({ maxBudget, softBudget }: NamedBudgetFields) => maxBudget !== '' || softBudget !== ''

export function budgetTermsOf(fields: NamedBudgetFields): NamedBudgetTerms {
  return {
    maxBudget: numberOf(fields.maxBudget),
    budgetDuration: hasTime(fields) ? fields.budgetDuration || null : null,
    softBudget: numberOf(fields.softBudget),
    rpmLimit: numberOf(fields.rpmLimit),
    tpmLimit: numberOf(fields.tpmLimit),
    maxParallelRequests: numberOf(fields.maxParallelRequests),
  }
}
