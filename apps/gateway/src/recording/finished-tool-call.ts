import type { GuardrailDecision } from '../guardrails/decision.ts'
import type { Caller } from '../http/authentication.ts'

/** A call of a tool of an MCP server that is over, however it ended. Times in milliseconds since 1970. */
export interface FinishedToolCall {
  /** The trace's id unless the request names one. */
  readonly callId: string
  readonly caller: Caller
  /** What the client says of the call: `_meta` of its parameters. */
  readonly body: Readonly<Record<string, unknown>>
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, unknown>>
  readonly route: string
  readonly clientAddress: string | undefined
  /** In the config. */
  readonly server: string
  /** As the server has it. */
  readonly tool: string
  /** With the name of the server before it, as clients see it among others. */
  readonly namespacedTool: string
  readonly input: unknown
  /** What the server answered, its failures included. */
  readonly output?: unknown
  readonly startedAt: number
  readonly endedAt: number
  /** What guardrails decided; absent where there are none. */
  readonly guardrails?: readonly GuardrailDecision[]
  readonly failure?: { readonly message: string; readonly isCancelled: boolean }
}
