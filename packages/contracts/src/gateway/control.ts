import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { limitHolder } from '../litellm/holders.ts'
import { gatewayModel } from '../litellm/models.ts'
import { shownObjectPermission } from '../litellm/object-permission.ts'
import { gatewayLimits, spentOnAccount } from './limits.ts'

const gatewayKey = z.object({
  /** Hex SHA-256. */
  hash: z.string(),
  alias: z.string().nullable(),
  projectId: z.string().nullable(),
  teamId: z.string().nullable(),
  userId: z.string().nullable(),
  /** Groups or patterns that the key may call; none: all. */
  models: z.array(z.string()),
  modelAliases: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.unknown()),
  limits: gatewayLimits,
  /** Absent: all MCP servers. */
  objectPermission: shownObjectPermission.optional(),
  blocked: z.boolean(),
  expiresAt: z.iso.datetime().nullable(),
})
export type GatewayKey = z.infer<typeof gatewayKey>

/** An organisation, a team, a user, an end user or a tag. */
const gatewayHolder = z.object({
  kind: limitHolder,
  id: z.string(),
  alias: z.string().nullable(),
  email: z.string().nullable(),
  /** Of a team. */
  organizationId: z.string().nullable(),
  /** Groups or patterns that its calls may use; none: all. */
  models: z.array(z.string()),
  modelAliases: z.record(z.string(), z.string()),
  /** Of a team: those of its calls. Absent in what gateways of earlier versions kept on disk. */
  tags: z.array(z.string()).default([]),
  /** Of a team: those that look at its calls, by name. */
  guardrails: z.array(z.string()).default([]),
  /** Of a team: further callbacks of its calls, in LiteLLM's form. */
  logging: z.array(z.unknown()).default([]),
  limits: gatewayLimits,
  /** Of an end user: only deployments there may answer. */
  allowedModelRegion: z.string().optional(),
  /** Of an end user: who answers where none of the model is there. */
  defaultModel: z.string().optional(),
  /** Of a team. Absent: all MCP servers. */
  objectPermission: shownObjectPermission.optional(),
  blocked: z.boolean(),
})
export type GatewayHolder = z.infer<typeof gatewayHolder>

/** A user in a team, with what that user may spend of it. */
const gatewayMember = z.object({ teamId: z.string(), userId: z.string(), limits: gatewayLimits })
export type GatewayMember = z.infer<typeof gatewayMember>

/**
 * The internal API between gateway and server, under a shared secret (`Authorization: Bearer <secret>`).
 * The gateway keeps the last snapshot on disk and serves from it while the server is down.
 */
export const gatewaySnapshot = z.object({
  /** Grows with every change. */
  version: z.number().int(),
  /** Where calls land that name no project of their own; null before any project exists. */
  defaultProjectId: z.string().nullable(),
  projects: z.array(z.object({ id: z.string(), name: z.string(), publicKeys: z.array(z.string()) })),
  /** Whether calls may be delivered with `texts`: servers of earlier versions would drop them unseen. */
  takesTexts: z.boolean().default(false),
  /** Absent in what gateways of earlier versions kept on disk. */
  keys: z.array(gatewayKey).default([]),
  holders: z.array(gatewayHolder).default([]),
  /** Only those with limits of their own. */
  members: z.array(gatewayMember).default([]),
  /** Deployments beside those of the config file. */
  models: z.array(gatewayModel).default([]),
  /** On the accounts of all budgets, by the calls that were recorded. */
  spent: z.array(spentOnAccount).default([]),
})
export type GatewaySnapshot = z.infer<typeof gatewaySnapshot>

const ownBudget = z.object({ kind: z.enum(['global', 'provider']), id: z.string(), limits: gatewayLimits })

/** Budgets of the gateway's config file, as JSON: what was spent of them is told with the snapshot. */
const ownBudgets = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('This is not JSON')
      return z.NEVER
    }
  })
  .pipe(z.array(ownBudget).max(100))

export const getGatewaySnapshot = defineRoute({
  method: 'GET',
  path: '/api/internal/gateway/snapshot',
  summary: 'Projects and keys that a gateway needs',
  query: z.object({ budgets: ownBudgets.optional() }),
  response: gatewaySnapshot,
})

/** Answers once there is another version than the gateway knows, or after some seconds with the one it knows. */
export const awaitGatewayChange = defineRoute({
  method: 'GET',
  path: '/api/internal/gateway/changes',
  summary: 'Wait for a change of what a gateway needs',
  query: z.object({ after: z.coerce.number().int() }),
  response: z.object({ version: z.number().int() }),
})

const callBatch = z.object({
  projectId: z.string(),
  events: z.array(z.unknown()),
  /** Lines of the ledger, each a `gatewayCall`. Absent from gateways of earlier versions, whose events say the same. */
  calls: z.array(z.unknown()).optional(),
  /** What `sharedText` in the events stands for. */
  texts: z.array(z.unknown()).default([]),
})
export type GatewayCallBatch = z.infer<typeof callBatch>

/**
 * Finished calls as legacy ingestion events (the wire shape of `POST /api/public/ingestion` but for `sharedText`), and
 * beside them what the ledger keeps of them. Acknowledged means durable and
 * readable; repeats are harmless because all ids come from the call. 503 asks to send the whole batch again.
 */
export const shipGatewayCalls = defineRoute({
  method: 'POST',
  path: '/api/internal/gateway/calls',
  summary: 'Deliver finished calls from the spool of a gateway',
  body: z.object({
    batches: z.array(callBatch).max(1000),
  }),
  response: z.object({
    accepted: z.number().int(),
    rejected: z.array(z.object({ id: z.string(), status: z.number().int(), message: z.string() })),
  }),
})
