import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { list } from './lists.ts'
import { pageFigures } from './page-figures.ts'
import { projectParams } from './time-range.ts'
import { getObservation, oneObservation } from './traces.ts'

const instant = z.iso.datetime()
const given = z.iso.datetime({ offset: true })

export const callStatuses = ['success', 'failure', 'cancelled'] as const
export type CallStatus = (typeof callStatuses)[number]

const callFields = {
  id: z.string(),
  startedAt: instant,
  /** Seconds; null while nothing is known of its end. */
  duration: z.number().nullable(),
  status: z.enum(callStatuses),
  /** What kind of failure; empty: none. */
  errorClass: z.string(),
  /** The group that was asked, and the model that was tried. */
  modelGroup: z.string(),
  model: z.string(),
  deployment: z.string(),
  provider: z.string(),
  cacheHit: z.boolean(),
  /** All input, cache reads and writes included. */
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  totalTokens: z.number(),
  /** US dollars. */
  cost: z.number(),
  traceId: z.string(),
}

/** A try of a gateway at a model. */
const gatewayCallRow = z.object({
  ...callFields,
  keyId: z.string(),
  /** Null: the master key, or one that was deleted. */
  keyName: z.string().nullable(),
  teamId: z.string(),
  teamName: z.string().nullable(),
  endUser: z.string(),
  /** What the tries of one call have in common; empty in those of earlier gateways. */
  callId: z.string(),
})
export type GatewayCallRow = z.infer<typeof gatewayCallRow>

export const listGatewayCalls = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/gateway-calls',
  summary: 'Tries of gateways at models in a range, newest first, filtered and paged',
  params: projectParams,
  query: z.object({
    from: given,
    to: given,
    page: z.coerce.number().int().min(1).max(1000).default(1),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    status: list.pipe(z.array(z.enum(callStatuses)).optional()),
    /** Any of these; an empty text fits calls that have none. */
    model: list,
    /** Hashes. */
    key: list,
    team: list,
    provider: list,
    tag: list,
    endUser: list,
    cached: z.stringbool().optional(),
  }),
  response: z.object({ rows: z.array(gatewayCallRow), ...pageFigures }),
})

/** A try with what went wrong, and the observation that tells of it. */
const callTry = z.object({ ...callFields, observationId: z.string(), message: z.string().nullable() })
export type CallTry = z.infer<typeof callTry>

/** `at` is when one of the tries began: without it the whole ledger would have to be looked through. */
export const getCallTries = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/gateway-calls/:traceId/tries',
  summary: 'All tries of one call in order, with what went wrong',
  params: projectParams.extend({ traceId: z.string().min(1) }),
  query: z.object({ at: given, callId: z.string().default('') }),
  response: z.object({
    tries: z.array(callTry),
    /** Whether there is still a trace to open. */
    hasTrace: z.boolean(),
  }),
})

/** `at` is when the observation began. `call` is null where it tells of none that is in the ledger. */
export const getCallOfObservation = defineRoute({
  method: 'GET',
  path: `${getObservation.path}/gateway-call`,
  summary: 'The call of a gateway that an observation tells of, with all its tries in order',
  params: oneObservation,
  query: z.object({ at: given }),
  response: z.object({ call: gatewayCallRow.nullable(), tries: z.array(callTry) }),
})
