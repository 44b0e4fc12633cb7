import { z } from 'zod'
import { defineRoute } from '../http/route.ts'

/** What a key may spend and how fast; US dollars. */
export const gatewayLimits = z.object({
  maxBudget: z.number().optional(),
  softBudget: z.number().optional(),
  budgetDuration: z.string().optional(),
  tpmLimit: z.number().optional(),
  rpmLimit: z.number().optional(),
  maxParallelRequests: z.number().optional(),
  modelTpmLimit: z.record(z.string(), z.number()).optional(),
  modelRpmLimit: z.record(z.string(), z.number()).optional(),
})
export type GatewayLimits = z.infer<typeof gatewayLimits>

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
  /** US dollars in the window of its budget that began then; only for keys with a budget. */
  spend: z.object({ since: z.number(), amount: z.number() }).optional(),
  blocked: z.boolean(),
  expiresAt: z.iso.datetime().nullable(),
})
export type GatewayKey = z.infer<typeof gatewayKey>

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
  /** Absent in what gateways of earlier versions kept on disk. */
  keys: z.array(gatewayKey).default([]),
})
export type GatewaySnapshot = z.infer<typeof gatewaySnapshot>

export const getGatewaySnapshot = defineRoute({
  method: 'GET',
  path: '/api/internal/gateway/snapshot',
  summary: 'Projects and keys that a gateway needs',
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

/**
 * Finished calls as legacy ingestion events (the wire shape of `POST /api/public/ingestion`), so that the same
 * batch could go to any Langfuse. Acknowledged means durable and readable; repeats are harmless because event and
 * entity ids come from the call. 503 asks to send the whole batch again.
 */
export const shipGatewayCalls = defineRoute({
  method: 'POST',
  path: '/api/internal/gateway/calls',
  summary: 'Deliver finished calls from the spool of a gateway',
  body: z.object({
    batches: z.array(z.object({ projectId: z.string(), events: z.array(z.unknown()) })).max(1000),
  }),
  response: z.object({
    accepted: z.number().int(),
    rejected: z.array(z.object({ id: z.string(), status: z.number().int(), message: z.string() })),
  }),
})
