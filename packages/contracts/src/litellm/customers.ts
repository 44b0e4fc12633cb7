import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { metadata, name, restrictions, stamps } from './fields.ts'
import { limitFields, shownLimits } from './limits.ts'

/** One region, as `eu-central-1`, or all that begin so, as `eu` or `us`. */
export const modelRegion = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'A region is written as eu, us or eu-central-1')

const customerFields = {
  alias: name.nullish(),
  blocked: z.boolean().nullish(),
  budget_id: name.nullish(),
  metadata: metadata.nullish(),
  ...limitFields,
  ...restrictions,
  /** Answers where no deployment of the model is in the region. */
  default_model: name.nullish(),
  allowed_model_region: modelRegion.nullish(),
}
const customerChanges = z.object(customerFields)
/** What a request says of an end user; what is absent stays as it is. */
export type CustomerChanges = z.infer<typeof customerChanges>

const customerInfo = z.object({
  user_id: z.string(),
  alias: z.string().nullable(),
  blocked: z.boolean(),
  /** US dollars, of the calls that were recorded. */
  spend: z.number(),
  budget_id: z.string().nullable(),
  default_model: z.string().nullable(),
  allowed_model_region: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  ...shownLimits.shape,
  ...stamps,
})
export type CustomerInfo = z.infer<typeof customerInfo>

/** LiteLLM has them under two names. */
export const customerPrefixes = ['/customer', '/end_user'] as const

const some = z.object({ user_ids: z.array(name).min(1).max(1000) })

/** End users: whom the client of a key calls for, as `user` of a request names them. */
export function customerRoutes(prefix: (typeof customerPrefixes)[number]) {
  return {
    create: defineRoute({
      method: 'POST',
      path: `${prefix}/new`,
      summary: 'Create an end user',
      body: z.object({ user_id: name, ...customerFields }),
      response: customerInfo,
    }),
    update: defineRoute({
      method: 'POST',
      path: `${prefix}/update`,
      summary: 'Change an end user',
      body: z.object({ user_id: name, ...customerFields }),
      response: customerInfo,
    }),
    remove: defineRoute({
      method: 'POST',
      path: `${prefix}/delete`,
      summary: 'Delete end users',
      body: some,
      response: z.object({ deleted_customers: z.number().int(), message: z.string() }),
    }),
    block: defineRoute({
      method: 'POST',
      path: `${prefix}/block`,
      summary: 'Block end users, known before or not',
      body: some,
      response: z.object({ blocked_users: z.array(customerInfo) }),
    }),
    unblock: defineRoute({
      method: 'POST',
      path: `${prefix}/unblock`,
      summary: 'Unblock end users',
      body: some,
      response: z.object({ blocked_users: z.array(z.string()) }),
    }),
    info: defineRoute({
      method: 'GET',
      path: `${prefix}/info`,
      summary: 'An end user',
      query: z.object({ end_user_id: name }),
      response: customerInfo,
    }),
    list: defineRoute({
      method: 'GET',
      path: `${prefix}/list`,
      summary: 'End users, newest first',
      response: z.array(customerInfo),
    }),
  }
}
