import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { duration } from '../litellm/duration.ts'
import { name } from '../litellm/fields.ts'
import { ownLimits } from './own-limits.ts'
import { projectParams } from './time-range.ts'

const dollars = z.number().min(0).max(1e9)
const count = z.int().min(0).max(1e9)

/** A key with which applications call models through the gateway. */
export const virtualKey = z.object({
  /** Its hash: the key itself is stored nowhere. */
  id: z.string(),
  displayKey: z.string(),
  alias: z.string().nullable(),
  /** Names of models or patterns; none: all. */
  models: z.array(z.string()),
  /** Whose limits hold where there are none of its own. */
  budgetId: z.string().nullable(),
  /** US dollars of recorded calls: in the window of the budget, without one of all time. */
  spend: z.number(),
  maxBudget: z.number().nullable(),
  budgetDuration: z.string().nullable(),
  budgetResetAt: z.iso.datetime().nullable(),
  /** A minute. */
  rpmLimit: z.number().nullable(),
  tpmLimit: z.number().nullable(),
  own: ownLimits,
  teamId: z.string().nullable(),
  userId: z.string().nullable(),
  isBlocked: z.boolean(),
  expiresAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type VirtualKey = z.infer<typeof virtualKey>

/** What may be said of a key; null takes a limit away, what is absent stays as it is. */
const keyWishes = z.object({
  alias: name.nullable(),
  models: z.array(name).max(200),
  budgetId: name.nullable(),
  maxBudget: dollars.nullable(),
  budgetDuration: duration.nullable(),
  rpmLimit: count.nullable(),
  tpmLimit: count.nullable(),
  /** From now on; null: for ever. */
  expiresIn: duration.nullable(),
  isBlocked: z.boolean(),
  /** Whose budget, limits and models it shares. */
  teamId: name.nullable(),
})
const changes = keyWishes.partial()
export type VirtualKeyChanges = z.infer<typeof changes>

const keyParams = projectParams.extend({ keyId: z.string().regex(/^[0-9a-f]{64}$/) })
/** The only answers that tell a key. */
const toldKey = virtualKey.extend({ key: z.string() })

export const listVirtualKeys = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/virtual-keys',
  summary: 'Virtual keys whose calls land in a project, newest first',
  params: projectParams,
  response: z.object({
    keys: z.array(virtualKey),
    /** Whether the reader may create and change keys. */
    mayChange: z.boolean(),
  }),
})

export const createVirtualKey = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/virtual-keys',
  summary: 'Creates a virtual key and tells it once',
  params: projectParams,
  body: changes,
  response: toldKey,
})

export const changeVirtualKey = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId/virtual-keys/:keyId',
  summary: 'Changes what a virtual key may do, or blocks it; gateways follow within a second',
  params: keyParams,
  body: changes,
  response: virtualKey,
})

export const rotateVirtualKey = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/virtual-keys/:keyId/rotate',
  summary: 'Replaces a virtual key by a new one with the same rights and tells it once',
  params: keyParams,
  response: toldKey,
})

export const deleteVirtualKey = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/virtual-keys/:keyId',
  summary: 'Deletes a virtual key: whoever uses it is refused within a second',
  params: keyParams,
  response: z.object({}),
})
