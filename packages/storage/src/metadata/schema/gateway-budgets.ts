import { jsonb, text } from 'drizzle-orm/pg-core'
import { createdAt, kansoku, updatedAt } from './kansoku-schema.ts'

/** US dollars in a window of `budgetDuration`, as `30d` or `1mo`, or ever. */
interface StoredBudget {
  readonly maxBudget: number
  readonly budgetDuration?: string
}

/** What a key, or whoever shares its limits, may spend and how fast. Absent: no limit. */
export interface StoredLimits extends Partial<StoredBudget> {
  readonly softBudget?: number
  readonly tpmLimit?: number
  readonly rpmLimit?: number
  readonly maxParallelRequests?: number
  readonly modelTpmLimit?: Readonly<Record<string, number>>
  readonly modelRpmLimit?: Readonly<Record<string, number>>
  readonly modelMaxBudget?: Readonly<Record<string, StoredBudget>>
  /** Further budgets that hold besides the first one. */
  readonly budgetLimits?: readonly StoredBudget[]
}

/** Limits with a name, which any number of keys, teams, users and end users share the terms of, each on its own account. */
export const gatewayBudgets = kansoku.table('gateway_budgets', {
  id: text('id').primaryKey(),
  limits: jsonb('limits').$type<StoredLimits>().notNull().default({}),
  createdBy: text('created_by'),
  updatedBy: text('updated_by'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})
