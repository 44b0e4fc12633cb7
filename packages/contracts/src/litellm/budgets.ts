import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { name, stamps } from './fields.ts'
import { limitFields, shownLimits } from './limits.ts'

const budgetInfo = z.object({ budget_id: z.string(), ...shownLimits.shape, ...stamps })
export type BudgetInfo = z.infer<typeof budgetInfo>

export const createBudget = defineRoute({
  method: 'POST',
  path: '/budget/new',
  summary: 'Create limits with a name',
  body: z.object({ budget_id: name.nullish(), ...limitFields }),
  response: budgetInfo,
})

export const updateBudget = defineRoute({
  method: 'POST',
  path: '/budget/update',
  summary: 'Change limits with a name, for all who have them',
  body: z.object({ budget_id: name, ...limitFields }),
  response: budgetInfo,
})

export const deleteBudget = defineRoute({
  method: 'POST',
  path: '/budget/delete',
  summary: 'Delete limits with a name; nobody has them afterwards',
  body: z.object({ id: name }),
  response: budgetInfo,
})

export const getBudgetInfo = defineRoute({
  method: 'POST',
  path: '/budget/info',
  summary: 'Limits by their names',
  body: z.object({ budgets: z.array(name).min(1).max(1000) }),
  response: z.array(budgetInfo),
})

export const listBudgets = defineRoute({
  method: 'GET',
  path: '/budget/list',
  summary: 'Limits with a name, newest first',
  response: z.array(budgetInfo),
})

export const getBudgetSettings = defineRoute({
  method: 'GET',
  path: '/budget/settings',
  summary: 'What limits with a name can say, and what these do',
  query: z.object({ budget_id: name }),
  response: z.array(
    z.object({
      field_name: z.string(),
      field_type: z.string(),
      field_description: z.string(),
      field_value: z.unknown(),
      stored_in_db: z.boolean(),
      field_default_value: z.null(),
    }),
  ),
})
