import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { modelRegion } from '../litellm/customers.ts'
import { duration } from '../litellm/duration.ts'
import { name } from '../litellm/fields.ts'
import { ownLimits } from './own-limits.ts'
import { projectParams } from './time-range.ts'

const dollars = z.number().min(0).max(1e9)
const count = z.int().min(0).max(1e9)
const nothing = z.object({})

/** For whom an application calls models, as `user` of its requests names them. */
const customer = z.object({
  id: z.string(),
  alias: z.string().nullable(),
  /** False: known from calls alone; nobody has said anything of them. */
  isKept: z.boolean(),
  isBlocked: z.boolean(),
  /** Whose limits hold where there are none of their own. */
  budgetId: z.string().nullable(),
  /** Only deployments there may answer; null: any. */
  allowedModelRegion: z.string().nullable(),
  /** Who answers where none of the model is there. */
  defaultModel: z.string().nullable(),
  /** US dollars: in the window of the budget, without one of all time; of one known from calls alone, that of `recent`. */
  spend: z.number(),
  maxBudget: z.number().nullable(),
  budgetDuration: z.string().nullable(),
  budgetResetAt: z.iso.datetime().nullable(),
  /** A minute. */
  rpmLimit: z.number().nullable(),
  tpmLimit: z.number().nullable(),
  own: ownLimits,
  /** Calls of the project in the last thirty days, and what they cost. */
  recent: z.object({ calls: z.number(), spend: z.number() }),
})
export type Customer = z.infer<typeof customer>

/** What may be said of one; null takes a limit away, what is absent stays as it is. */
const wishes = z
  .object({
    alias: name.nullable(),
    isBlocked: z.boolean(),
    budgetId: name.nullable(),
    allowedModelRegion: modelRegion.nullable(),
    defaultModel: name.nullable(),
    maxBudget: dollars.nullable(),
    budgetDuration: duration.nullable(),
    rpmLimit: count.nullable(),
    tpmLimit: count.nullable(),
  })
  .partial()
export type CustomerWishes = z.infer<typeof wishes>

const customerParams = projectParams.extend({ customerId: z.string().min(1).max(500) })

export const listProjectCustomers = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/customers',
  summary:
    'Whom a project called models for in the last thirty days, and those with limits where they are looked after',
  params: projectParams,
  response: z.object({
    customers: z.array(customer),
    /** There are more than can be shown. */
    hasMore: z.boolean(),
    /** Whether the reader may limit, block and forget them. */
    mayChange: z.boolean(),
  }),
})

export const createProjectCustomer = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/customers',
  summary: 'Creates a customer with limits',
  params: projectParams,
  body: wishes.extend({ id: name }),
  response: nothing,
})

export const changeProjectCustomer = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId/customers/:customerId',
  summary: 'Limits or blocks a customer, known before or from calls alone; gateways follow within a second',
  params: customerParams,
  body: wishes,
  response: nothing,
})

export const deleteProjectCustomer = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/customers/:customerId',
  summary: 'Forgets what was said of a customer: no limit holds for them afterwards',
  params: customerParams,
  response: nothing,
})
