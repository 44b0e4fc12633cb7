import { z } from 'zod'

/** Halves of surrogate pairs, which JSON lets through, no store takes. */
const given = z.string().overwrite((text) => text.toWellFormed())
const text = given.default('')

/**
 * A line of the ledger: one try of a gateway at a model, what it cost and whose money that was. It holds nothing of
 * prompt and answer. Empty: not known, or nobody's.
 */
export const gatewayCall = z.object({
  /** Made by the gateway: no client can choose it, so no call can take the place of another. */
  id: z.guid(),
  traceId: given,
  observationId: given,
  /** What the tries of one call have in common. */
  callId: text,
  /** Of the answer. */
  requestId: text,
  callType: text,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  answeredAt: z.iso.datetime().optional(),
  /** Hex SHA-256 of the key. */
  key: text,
  team: text,
  user: text,
  organization: text,
  endUser: text,
  tags: z.array(given).default([]),
  address: text,
  modelGroup: text,
  model: text,
  deployment: text,
  provider: text,
  /** Tokens by the names that LiteLLM gives Langfuse. */
  usageDetails: z.record(z.string(), z.number()).default({}),
  /** US dollars by the same names, with their `total`; empty where the gateway knows no price. */
  costDetails: z.record(z.string(), z.number()).default({}),
  status: z.enum(['success', 'failure', 'cancelled']),
  /** Answered from the cache of the gateway, for nothing. */
  cacheHit: z.boolean().default(false),
  /** US dollars that an answer from the cache would have cost. */
  saved: z.number().default(0),
  /** What kind of failure. */
  errorClass: text,
})
export type GatewayCall = z.infer<typeof gatewayCall>
/** As it is written: what is empty may be left out. */
export type GatewayCallInput = z.input<typeof gatewayCall>
