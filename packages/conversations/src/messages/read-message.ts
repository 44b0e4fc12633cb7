import {
  type ChatMessage,
  type Fields,
  isFields,
  type MessagePart,
  mediaPart,
  parseArguments,
  textField,
} from './message.ts'
import { readContent, readPart } from './parts.ts'

/** Names that frameworks give to the roles everybody knows. */
const roleNames: ReadonlyMap<string, string> = new Map([
  ['human', 'user'],
  ['ai', 'assistant'],
  ['model', 'assistant'],
  ['bot', 'assistant'],
  ['function', 'tool'],
  ['HumanMessage', 'user'],
  ['AIMessage', 'assistant'],
  ['AIMessageChunk', 'assistant'],
  ['SystemMessage', 'system'],
  ['ToolMessage', 'tool'],
])

const langChainTypes = new Set(['human', 'ai', 'system', 'tool', 'function', 'chat', 'developer'])

/** Items of OpenAI's responses API that stand beside messages in its lists, with the role they belong to. */
const itemRoles: ReadonlyMap<string, string> = new Map([
  ['reasoning', 'assistant'],
  ['function_call', 'assistant'],
  ['custom_tool_call', 'assistant'],
  ['function_call_output', 'tool'],
  ['custom_tool_call_output', 'tool'],
])

/** Reads one message of a list; undefined when it is none. */
export function readMessage(value: unknown): ChatMessage | undefined {
  if (!isFields(value)) return undefined
  const item = itemRoles.get(textField(value, 'type') ?? '')
  if (item) return { role: item, parts: readPart(value) }
  const fields = unwrap(value)
  const role = roleOf(fields)
  if (role === undefined || !hasContent(fields)) return undefined
  const name = textField(fields, 'name')
  return { role, ...(name ? { name } : {}), parts: partsOf(fields, role) }
}

/** LangChain serialises messages as `{lc, id, kwargs}` or `{type, data}`. */
function unwrap(value: Fields): Fields {
  const { kwargs, id, data } = value
  if (isFields(kwargs) && Array.isArray(id)) return { type: id.at(-1), ...kwargs }
  if (isFields(data) && 'content' in data && typeof value.type === 'string')
    return { ...data, type: value.type }
  return value
}

function roleOf(fields: Fields): string | undefined {
  const role = textField(fields, 'role')
  if (role) return roleNames.get(role) ?? role
  const type = textField(fields, 'type')
  if (type === undefined || !('content' in fields)) return undefined
  return roleNames.get(type) ?? (langChainTypes.has(type) ? type : undefined)
}

const contentKeys = [
  'content',
  'parts',
  'tool_calls',
  'function_call',
  'reasoning_content',
  'refusal',
  'audio',
]

function hasContent(fields: Fields): boolean {
  return contentKeys.some((key) => key in fields)
}

function partsOf(fields: Fields, role: string): MessagePart[] {
  const content = readContent(fields.parts ?? fields.content)
  if (role === 'tool' && !content.some(({ type }) => type === 'toolResult')) return [toolResult(fields)]
  return [...reasoningOf(fields, content), ...content, ...callsOf(fields, content), ...extrasOf(fields)]
}

/** A tool message of OpenAI's chat API: the message is the result. */
function toolResult(fields: Fields): MessagePart {
  const id = textField(fields, 'tool_call_id')
  const name = textField(fields, 'name')
  return {
    type: 'toolResult',
    ...(id ? { id } : {}),
    ...(name ? { name } : {}),
    output: fields.content ?? null,
    isError: fields.status === 'error' || fields.is_error === true,
  }
}

/** Providers repeat reasoning under several names: what the content holds already is not shown twice. */
function reasoningOf(fields: Fields, content: readonly MessagePart[]): MessagePart[] {
  if (content.some(({ type }) => type === 'reasoning' || type === 'hiddenReasoning')) return []
  const text = textField(fields, 'reasoning_content', 'reasoning')
  if (text) return [{ type: 'reasoning', text }]
  const blocks = fields.thinking_blocks
  return Array.isArray(blocks) ? blocks.flatMap(readPart) : []
}

function callsOf(fields: Fields, content: readonly MessagePart[]): MessagePart[] {
  const known = new Set(content.flatMap((part) => (part.type === 'toolCall' && part.id ? [part.id] : [])))
  const { tool_calls: calls, function_call: single } = fields
  const additional = isFields(fields.additional_kwargs) ? fields.additional_kwargs.tool_calls : undefined
  const list = Array.isArray(calls) && calls.length > 0 ? calls : additional
  const read = (Array.isArray(list) ? list : []).filter(isFields).map(readCall)
  const named = isFields(single) ? [readCall({ function: single })] : []
  return [...read, ...named].filter((call) => call.type !== 'toolCall' || !call.id || !known.has(call.id))
}

function readCall(call: Fields): MessagePart {
  const id = textField(call, 'id', 'tool_call_id')
  const inner = isFields(call.function) ? call.function : isFields(call.custom) ? call.custom : call
  return {
    type: 'toolCall',
    ...(id ? { id } : {}),
    name: textField(inner, 'name') ?? '',
    input: parseArguments(inner.arguments ?? inner.args ?? inner.input),
  }
}

function extrasOf(fields: Fields): MessagePart[] {
  const extras: MessagePart[] = []
  const refusal = textField(fields, 'refusal')
  if (refusal) extras.push({ type: 'refusal', text: refusal })
  if (isFields(fields.audio)) {
    const transcript = textField(fields.audio, 'transcript')
    const audio = mediaPart('audio', fields.audio, transcript)
    extras.push(audio)
    if (audio.reference && transcript) extras.push({ type: 'text', text: transcript })
  }
  return extras
}
