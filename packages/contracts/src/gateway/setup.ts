import { z } from 'zod'
import { defineRoute } from '../http/route.ts'

const fallbackRule = z.object({
  /** When its targets step in. */
  kind: z.enum(['general', 'contextWindow', 'contentPolicy', 'byDefault']),
  /** Name of a group of models, may end in `*`; null: all without a rule of their own. */
  model: z.string().nullable(),
  /** In order. */
  targets: z.array(z.string()),
})

const callbackKind = z.enum(['otlp', 'mlflow', 'mlflow-runs', 'webhook', 's3'])

const callback = z.object({
  /** MLflow's traces and runs have one. */
  name: z.string(),
  kind: callbackKind,
  onSuccess: z.boolean(),
  onFailure: z.boolean(),
  /** Prompts and answers are left out. */
  withoutContent: z.boolean(),
})

/** A changed config file that the gateway does not use. */
const configRefusal = z.object({
  /** When a file was first found unusable, since the one in use was read. */
  since: z.iso.datetime(),
  /** What is wrong with it; empty for who does not look after the gateway. */
  faults: z.array(
    z.object({
      /** `file` or `file:line`; null: none of a file. */
      place: z.string().nullable(),
      message: z.string(),
      remedy: z.string(),
    }),
  ),
})
export type ConfigRefusal = z.infer<typeof configRefusal>

/** What a gateway was told by its config file; never with addresses or credentials. */
export const gatewaySetup = z.object({
  /** When the config in use was read. */
  loadedAt: z.iso.datetime(),
  /** Null: the newest file is in use. A gateway of an earlier version does not tell. */
  refusal: configRefusal.nullable().default(null),
  routing: z.object({
    /** In LiteLLM's names. */
    strategy: z.string(),
    retries: z.number(),
    timeoutSeconds: z.number(),
    /** Until a stream begins; null: as all others. */
    streamTimeoutSeconds: z.number().nullable(),
    /** How long a deployment that failed rests; null: none does. */
    cooldownSeconds: z.number().nullable(),
    checksContextWindow: z.boolean(),
    tagFilter: z.enum(['off', 'any', 'all']),
    /** By what calls stay with the deployment that answered last. */
    affinity: z.array(z.enum(['prompt', 'session', 'caller'])),
    fallbacks: z.array(fallbackRule),
  }),
  /** Null: answers are not kept. */
  caching: z
    .object({
      place: z.enum(['memory', 'redis']),
      ttlSeconds: z.number(),
      /** Also for calls that do not ask for it. */
      isByDefault: z.boolean(),
      /** Also for the same question in other words. */
      semantic: z.object({ model: z.string(), threshold: z.number() }).nullable(),
    })
    .nullable(),
  callbacks: z.array(callback),
  /** Callbacks that cannot be told anything, and why. */
  idleCallbacks: z.array(z.object({ name: z.string(), reason: z.string() })),
  guardrails: z.array(
    z.object({ name: z.string(), type: z.string(), modes: z.array(z.string()), isByDefault: z.boolean() }),
  ),
  mcpServers: z.array(
    z.object({
      name: z.string(),
      prefix: z.string(),
      description: z.string().nullable(),
      transport: z.enum(['stdio', 'http', 'sse']),
    }),
  ),
})
export type GatewaySetup = z.infer<typeof gatewaySetup>

const wish = z.object({ name: z.string().min(1).max(500) })

const callbackTest = z.object({
  /** Null: it took what it was told. */
  error: z.string().nullable(),
  seconds: z.number(),
})
export type CallbackTest = z.infer<typeof callbackTest>

const mcpServerTest = z.object({
  /** Null: it told its tools. */
  error: z.string().nullable(),
  seconds: z.number(),
  /** Those that keys may be given. */
  tools: z.array(z.object({ name: z.string(), description: z.string().nullable() })),
})
export type McpServerTest = z.infer<typeof mcpServerTest>

export const getGatewaySetup = defineRoute({
  method: 'GET',
  path: '/internal/setup',
  summary: 'What the config file says',
  response: gatewaySetup,
})

export const testGatewayCallback = defineRoute({
  method: 'POST',
  path: '/internal/callbacks/test',
  summary: 'Tells a callback of a call that never was',
  body: wish.extend({ kind: callbackKind }),
  response: callbackTest,
})

export const testGatewayMcpServer = defineRoute({
  method: 'POST',
  path: '/internal/mcp-servers/test',
  summary: 'Asks an MCP server for its tools',
  body: wish,
  response: mcpServerTest,
})
