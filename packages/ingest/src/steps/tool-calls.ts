import { type Bag, isBag } from '../events/bag.ts'

/** One call of a tool, whichever provider's words it was in. */
export interface ToolCall {
  readonly id: string | null
  readonly name: string
  /** JSON text of the arguments, as the model wrote it. */
  readonly arguments: string
}

/**
 * Finds tool calls in what a model answered: OpenAI's `tool_calls`, the older `function_call` and the items of its
 * Responses API, Anthropic's `tool_use` blocks, Vercel's `toolName`; in one message, a list of them or `choices`.
 */
export function readToolCalls(output: unknown): ToolCall[] {
  return messagesOf(output).flatMap(callsOfMessage)
}

function messagesOf(output: unknown): Bag[] {
  if (Array.isArray(output)) return output.flatMap(messagesOf)
  if (!isBag(output)) return []
  if (Array.isArray(output.choices)) {
    return output.choices.flatMap((choice) => messagesOf(isBag(choice) ? choice.message : null))
  }
  if (Array.isArray(output.output)) return output.output.flatMap(messagesOf)
  return [output]
}

function callsOfMessage(message: Bag): ToolCall[] {
  const listed = listOf(message.tool_calls ?? message.toolCalls)
  const blocks = listOf(message.content).filter((block) => isToolBlock(block))
  const own = isToolBlock(message) ? [message] : []
  const old = isBag(message.function_call) ? [message.function_call] : []
  return [...listed, ...blocks, ...own, ...old].flatMap((call) => toCall(call))
}

function isToolBlock({ type }: Bag): boolean {
  return type === 'tool_use' || type === 'function_call' || type === 'tool-call'
}

function toCall(call: Bag): ToolCall[] {
  const described = isBag(call.function) ? call.function : call
  const name = described.name ?? call.toolName
  if (typeof name !== 'string' || name === '') return []
  const given = described.arguments ?? described.input ?? call.args ?? {}
  const id = call.id ?? call.call_id ?? call.toolCallId
  return [
    {
      id: typeof id === 'string' ? id : null,
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given),
    },
  ]
}

function listOf(value: unknown): Bag[] {
  return Array.isArray(value) ? value.filter(isBag) : []
}
