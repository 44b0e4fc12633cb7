import { type Bag, isBag } from '../events/bag.ts'
import { parsedJson } from './json-text.ts'

/** One call of a tool, whichever provider's words it was in. */
export interface ToolCall {
  readonly id: string | null
  readonly name: string
  /** JSON text of the arguments, as the model wrote it. */
  readonly arguments: string
}

/**
 * Finds tool calls in what a model answered, in one message, a list of them or the whole body of an answer: OpenAI's
 * `tool_calls`, the older `function_call` and the items of its Responses API, Anthropic's `tool_use`, Gemini's
 * `functionCall`, Bedrock's `toolUse`, the parts of OpenTelemetry and of Vercel's AI SDK, LangChain's messages. A call
 * that is told twice, as LangChain does, counts once.
 */
export function readToolCalls(output: unknown): ToolCall[] {
  const calls = messagesOf(output, 0).flatMap(callsOfMessage)
  const ids = new Set<string>()
  return calls.filter(({ id }) => {
    if (id === null) return true
    const isNew = !ids.has(id)
    ids.add(id)
    return isNew
  })
}

/** Answers nest lists of messages a few deep; anything deeper is something else. */
const deepest = 6

function messagesOf(output: unknown, depth: number): Bag[] {
  if (depth > deepest) return []
  const inside = (value: unknown) => messagesOf(value, depth + 1)
  if (Array.isArray(output)) return output.flatMap(inside)
  if (!isBag(output)) return []
  const wrapped = wrappedIn(output)
  return wrapped === undefined ? [output] : inside(wrapped)
}

/** What bodies of answers put around their messages. */
function wrappedIn(output: Bag): unknown {
  const { choices, candidates, generations, kwargs, message } = output
  if (Array.isArray(choices)) return choices
  if (Array.isArray(candidates)) return candidates.map((candidate) => isBag(candidate) && candidate.content)
  if (Array.isArray(generations)) return generations
  if (Array.isArray(output.output) || isBag(output.output)) return output.output
  if (isBag(message)) return message
  return output.lc !== undefined && isBag(kwargs) ? kwargs : undefined
}

function callsOfMessage(message: Bag): ToolCall[] {
  const { additional_kwargs: more } = message
  const listed = [message.tool_calls ?? message.toolCalls, isBag(more) ? more.tool_calls : undefined]
  const parts = [message.content, message.parts].flatMap(listOf)
  return [...listed.flatMap(listOf), ...[message, ...parts].flatMap(callOfPart)].flatMap(toCall)
}

const typesOfCalls = new Set<unknown>([
  'tool_use',
  'tool_call',
  'tool-call',
  'function_call',
  'custom_tool_call',
  'mcp_call',
])

function callOfPart(part: Bag): Bag[] {
  if (typesOfCalls.has(part.type) || part.part_kind === 'tool-call') return [part]
  return [part.function_call, part.functionCall, part.toolUse].filter(isBag)
}

function toCall(call: Bag): ToolCall[] {
  const described = isBag(call.function) ? call.function : call
  const name = described.name ?? call.toolName ?? call.tool_name
  if (typeof name !== 'string' || name === '') return []
  const given = described.arguments ?? described.input ?? described.args ?? {}
  const id = call.id ?? call.call_id ?? call.toolCallId ?? call.toolUseId ?? call.tool_call_id
  return [
    {
      id: typeof id === 'string' && id !== '' ? id : null,
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given),
    },
  ]
}

/** Flattened attributes may hold the list as a JSON text. */
function listOf(value: unknown): Bag[] {
  const list = parsedJson(value)
  return Array.isArray(list) ? list.filter(isBag) : []
}
