import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { duration } from '../litellm/duration.ts'
import { name } from '../litellm/fields.ts'
import { limitHolder } from '../litellm/holders.ts'
import { projectParams } from './time-range.ts'

const dollars = z.number().min(0).max(1e9)
const count = z.int().min(0).max(1e9)
const nothing = z.object({})

/** Whose budgets of a project run: `end_user` is whom LiteLLM calls a customer, `user` one with keys of their own. */
export const budgetedKinds = ['key', 'team', 'team_member', 'user', 'end_user'] as const
const budgetedKind = z.enum(budgetedKinds)
export type BudgetedKind = z.infer<typeof budgetedKind>

const budgeted = z.object({
  kind: budgetedKind,
  /** Of a key: its hash; of a member: that of the team. */
  id: z.string(),
  /** Of a member alone. */
  memberId: z.string().nullable(),
  name: z.string(),
  /** Of a member: what the team is called. */
  teamName: z.string().nullable(),
  /** Whose limits hold where there are none of its own. */
  budgetId: z.string().nullable(),
  isBlocked: z.boolean(),
  /** US dollars in the window of the budget. */
  spend: z.number(),
  maxBudget: z.number(),
  softBudget: z.number().nullable(),
  budgetDuration: z.string().nullable(),
  budgetResetAt: z.iso.datetime().nullable(),
})

const listedBudgeted = budgeted.extend({
  /** What was spent last, within the window of the budget: it tells how long the rest will do. */
  recent: z.object({ since: z.iso.datetime(), spend: z.number() }),
})
export type Budgeted = z.infer<typeof listedBudgeted>

export const listBudgeted = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/budgeted',
  summary: 'Keys, teams, members, users and customers with a budget, those that used most of it first',
  params: projectParams,
  response: z.object({
    budgeted: z.array(listedBudgeted),
    /** There are more than can be shown. */
    hasMore: z.boolean(),
  }),
})

/** `days`, in UTC, begin with the budget's window or, where it has none, thirty days ago; those without calls are absent. */
export const getBudgeted = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/budgeted/:kind/:holderId',
  summary: 'One of them with its spend by day',
  params: projectParams.extend({ kind: budgetedKind, holderId: z.string().min(1) }),
  query: z.object({ memberId: z.string().min(1).optional() }),
  response: budgeted.extend({
    since: z.iso.datetime(),
    days: z.array(z.object({ day: z.iso.date(), spend: z.number() })),
  }),
})

const budgetUserKind = z.enum(['key', ...limitHolder.options])

/** Limits with a name, which many share the terms of, each on its own account. */
const namedBudget = z.object({
  id: z.string(),
  maxBudget: z.number().nullable(),
  softBudget: z.number().nullable(),
  budgetDuration: z.string().nullable(),
  /** A minute. */
  rpmLimit: z.number().nullable(),
  tpmLimit: z.number().nullable(),
  maxParallelRequests: z.number().nullable(),
  /** Whom they hold for, of those of the project. */
  users: z.array(z.object({ kind: budgetUserKind, id: z.string(), name: z.string() })),
  /** How many others they hold for, in other projects; null: the reader must not know. */
  elsewhere: z.number().nullable(),
  createdAt: z.iso.datetime(),
})
export type NamedBudget = z.infer<typeof namedBudget>

/** What may be said of one; null takes a limit away, what is absent stays as it is. */
const terms = z
  .object({
    maxBudget: dollars.nullable(),
    softBudget: dollars.nullable(),
    budgetDuration: duration.nullable(),
    rpmLimit: count.nullable(),
    tpmLimit: count.nullable(),
    maxParallelRequests: count.nullable(),
  })
  .partial()
export type NamedBudgetTerms = z.infer<typeof terms>

const budgetParams = projectParams.extend({ budgetId: z.string().min(1) })

export const listNamedBudgets = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/budgets',
  summary:
    'Limits with a name that somebody of the project has, or all for who may change them; newest first',
  params: projectParams,
  response: z.object({
    budgets: z.array(namedBudget),
    /** Whether the reader may create, change and delete them. */
    mayChange: z.boolean(),
  }),
})

export const createNamedBudget = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/budgets',
  summary: 'Creates limits with a name',
  params: projectParams,
  body: terms.extend({ id: name }),
  response: nothing,
})

export const changeNamedBudget = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId/budgets/:budgetId',
  summary: 'Changes limits with a name for all who have them; gateways follow within a second',
  params: budgetParams,
  body: terms,
  response: nothing,
})

export const deleteNamedBudget = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/budgets/:budgetId',
  summary: 'Deletes limits with a name: nobody has them afterwards',
  params: budgetParams,
  response: nothing,
})
