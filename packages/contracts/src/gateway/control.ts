import { z } from 'zod'
import { defineRoute } from '../http/route.ts'

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
})
export type GatewaySnapshot = z.infer<typeof gatewaySnapshot>

export const getGatewaySnapshot = defineRoute({
  method: 'GET',
  path: '/api/internal/gateway/snapshot',
  summary: 'Projects and keys that a gateway needs',
  response: gatewaySnapshot,
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
