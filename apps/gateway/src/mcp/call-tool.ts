import { randomUUID } from 'node:crypto'
import { ProviderError } from '@kansoku/providers'
import type { CallToolResult, Progress } from '@modelcontextprotocol/client'
import { startCallClock } from '../call-clock.ts'
import type { GatewayContext } from '../context.ts'
import type { Caller } from '../http/authentication.ts'
import { checkCallRules } from '../http/call/call-rules.ts'
import { toHttpError } from '../http/call/errors.ts'
import { readCallId } from '../http/call/handle-call.ts'
import type { Exchange } from '../http/exchange.ts'
import { admitToolCall } from '../limits/admit-call.ts'
import type { FinishedToolCall } from '../recording/finished-tool-call.ts'
import { McpError } from './mcp-error.ts'
import { guardTool, type ToolGuards } from './tool-guards.ts'
import type { Toolbox } from './toolbox.ts'

/** Who calls tools, and with what. */
export interface ToolUser {
  readonly exchange: Exchange
  readonly context: GatewayContext
  readonly caller: Caller
  readonly toolbox: Toolbox
}

export interface WantedCall {
  /** As the client has it. */
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  /** What the client says of the call besides: `_meta` of its parameters. */
  readonly meta: Readonly<Record<string, unknown>>
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/**
 * Calls a tool as every call is made: within the limits of its caller, and written down before it is answered.
 * @throws {McpError} when there is no answer
 * @throws {HttpError} 429 that names the limit, 400 for what guardrails refuse and for tags where clients may not bring
 * them, 503 for a guardrail that cannot be asked
 */
export async function callTool(user: ToolUser, wanted: WantedCall): Promise<CallToolResult> {
  const { exchange, context, caller, toolbox } = user
  const named = await toolbox.find(wanted.name, wanted.signal)
  const { headers, socket } = exchange.request
  // What calls of models must say is not for tools to say.
  const { refuseTags } = context.config.callRules
  checkCallRules({ required: [], refuseTags }, { ...caller, key: undefined }, wanted.meta, headers)
  const now = startCallClock()
  const record = {
    callId: readCallId(exchange) ?? randomUUID(),
    caller,
    body: wanted.meta,
    headers,
    route: exchange.path,
    clientAddress: socket.remoteAddress,
    server: named.server.name,
    tool: named.tool,
    namespacedTool: `${named.server.prefix}-${named.tool}`,
    input: wanted.input,
    startedAt: now(),
  }
  const guards = guardTool(context.guardrails, { caller, ...wanted }, now)
  const lease = await admitToolCall(context, record)
  const finish = (outcome: Pick<FinishedToolCall, 'output' | 'failure'>) =>
    writeDown(context, guards.written({ ...record, endedAt: now(), ...outcome }))
  try {
    const input = await guards.check()
    const given = await toolbox.call(quieted({ ...wanted, ...named, input }, guards)).catch(async (error) => {
      // Of its kinds this alone is in words of the server.
      throw error instanceof McpError && error.kind === 'failed' ? await guards.checkFailure(error) : error
    })
    const result = await guards.checkResult(given)
    const failure = result.isError ? { message: textOf(result), isCancelled: false } : undefined
    await finish({ output: result, ...(failure ? { failure } : {}) })
    return result
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const isCancelled = error instanceof McpError && error.kind === 'cancelled'
    await finish({ failure: { message, isCancelled } })
    throw error instanceof ProviderError ? toHttpError(error) : error
  } finally {
    lease.release()
  }
}

/** What a tool says on its way is shown at once, so where its words are to be looked at it says how far it is, and no more. */
function quieted<T extends Pick<WantedCall, 'onProgress'>>(call: T, { lookAtResult }: ToolGuards): T {
  const { onProgress } = call
  if (!lookAtResult || !onProgress) return call
  return { ...call, onProgress: ({ message: _message, ...progress }: Progress) => onProgress(progress) }
}

function writeDown({ recorder, instruments }: GatewayContext, call: FinishedToolCall): Promise<void> {
  const { server, tool, failure, startedAt, endedAt } = call
  const outcome = failure === undefined ? 'success' : failure.isCancelled ? 'cancelled' : 'failure'
  instruments.guardrails.decided(call)
  instruments.tools.ended({ server, tool, outcome, seconds: (endedAt - startedAt) / 1000 })
  return recorder.recordToolCall(call)
}

const mostMessage = 1000

/** What a tool says about its failure. */
function textOf({ content }: CallToolResult): string {
  const texts = content.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  return texts.join('\n').slice(0, mostMessage) || 'The tool failed.'
}
