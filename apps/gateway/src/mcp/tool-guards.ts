import { isRecord } from '@kansoku/routing'
import type { CallToolResult } from '@modelcontextprotocol/client'
import type { Guardrails } from '../guardrails/guardrails.ts'
import { changeAll } from '../guardrails/prompt-texts.ts'
import type { Caller } from '../http/authentication.ts'
import type { FinishedToolCall } from '../recording/finished-tool-call.ts'
import { McpError } from './mcp-error.ts'
import { changeToolResult } from './result-words.ts'

type Values = Readonly<Record<string, unknown>>

interface GuardedCall {
  readonly caller: Caller
  /** Where a call names guardrails. */
  readonly meta: Values
  readonly input: Values
}

/** The guardrails of one call of a tool. */
export interface ToolGuards {
  /**
   * Looks at the arguments before the server does.
   * @returns those that the call goes on with
   * @throws {GuardrailRefusal | GuardrailUnreachable}
   */
  check(): Promise<Values>
  /** Whether there are any for what the tool gives back. */
  readonly lookAtResult: boolean
  /**
   * Looks at what the tool gave back before the client does.
   * @throws {GuardrailRefusal | GuardrailUnreachable}
   */
  checkResult(result: CallToolResult): Promise<CallToolResult>
  /**
   * The same for a failure in words of the server.
   * @throws {GuardrailRefusal | GuardrailUnreachable}
   */
  checkFailure(error: McpError): Promise<McpError>
  /** The call as it may be written down. */
  written(call: FinishedToolCall): FinishedToolCall
}

/** @throws {HttpError} for names that are not configured */
export function guardTool(guardrails: Guardrails, call: GuardedCall, now: () => number): ToolGuards {
  const { caller, meta, input } = call
  // The same words as those of a tool that a model calls, and looked at alike.
  const body = { ...meta, messages: [{ role: 'user', input }] }
  const guards = guardrails.of({ caller, body, promptFields: { messages: 'messages' } }, [], now)
  if (!guards) return unguarded(input)
  return {
    check: async () => inputOf(await guards.checkToolCall()),
    lookAtResult: guards.of('post_mcp_call').length > 0,
    checkResult: (result) => guards.checkToolResult(result, changeToolResult),
    checkFailure: (error) =>
      guards.checkToolResult(
        error,
        ({ kind, message, code }, change) => new McpError(kind, change(message), code),
      ),
    written(finished) {
      const masking = guards.maskingOfRecord()
      const mask = (value: unknown) => (masking ? changeAll(value, masking) : value)
      const { failure } = finished
      return {
        ...finished,
        // A tool that fails says so in words of its answer.
        ...(failure && masking ? { failure: { ...failure, message: masking(failure.message) } } : {}),
        input: mask(inputOf(guards.body)),
        output: mask(finished.output),
        guardrails: guards.decisions,
      }
    },
  }
}

function unguarded(input: Values): ToolGuards {
  return {
    check: async () => input,
    lookAtResult: false,
    checkResult: async (result) => result,
    checkFailure: async (error) => error,
    written: (finished) => finished,
  }
}

function inputOf({ messages }: Values): Values {
  const [message]: readonly unknown[] = Array.isArray(messages) ? messages : []
  return isRecord(message) && isRecord(message.input) ? message.input : {}
}
