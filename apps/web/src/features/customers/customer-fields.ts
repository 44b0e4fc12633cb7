import type { Customer, CustomerWishes } from '@kansoku/contracts'
import { budgetOf, numberOf, textOf, usualDuration } from '../virtual-keys/allowance.ts'

/** What the form holds: texts, as people type them. */
export interface CustomerFields {
  readonly id: string
  readonly alias: string
  /** Empty: none. */
  readonly budgetId: string
  readonly allowedModelRegion: string
  readonly defaultModel: string
  readonly maxBudget: string
  readonly budgetDuration: string
  readonly rpmLimit: string
  readonly tpmLimit: string
}

export const noCustomerFields: CustomerFields = {
  id: '',
  alias: '',
  budgetId: '',
  allowedModelRegion: '',
  defaultModel: '',
  maxBudget: '',
  budgetDuration: usualDuration,
  rpmLimit: '',
  tpmLimit: '',
}

export function customerFieldsOf(customer: Customer): CustomerFields {
  const { own } = customer
  return {
    id: customer.id,
    alias: customer.alias ?? '',
    budgetId: customer.budgetId ?? '',
    allowedModelRegion: customer.allowedModelRegion ?? '',
    defaultModel: customer.defaultModel ?? '',
    maxBudget: textOf(own.maxBudget),
    budgetDuration: own.budgetDuration ?? (own.maxBudget === null ? usualDuration : ''),
    rpmLimit: textOf(own.rpmLimit),
    tpmLimit: textOf(own.tpmLimit),
  }
}

/** What differs from what was there. */
export function customerWishesOf(fields: CustomerFields, before: CustomerFields): CustomerWishes {
  const differs = (...names: (keyof CustomerFields)[]) =>
    names.some((name) => fields[name].trim() !== before[name].trim())
  return {
    ...(differs('alias') ? { alias: fields.alias.trim() || null } : {}),
    ...(differs('budgetId') ? { budgetId: fields.budgetId || null } : {}),
    ...(differs('allowedModelRegion')
      ? { allowedModelRegion: fields.allowedModelRegion.trim() || null }
      : {}),
    ...(differs('defaultModel') ? { defaultModel: fields.defaultModel.trim() || null } : {}),
    ...(differs('maxBudget', 'budgetDuration') ? budgetOf(fields) : {}),
    ...(differs('rpmLimit') ? { rpmLimit: numberOf(fields.rpmLimit) } : {}),
    ...(differs('tpmLimit') ? { tpmLimit: numberOf(fields.tpmLimit) } : {}),
  }
}
