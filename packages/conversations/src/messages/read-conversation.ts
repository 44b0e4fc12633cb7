import {
  type ChatMessage,
  type Conversation,
  type Fields,
  isFields,
  type ToolDefinition,
  textField,
} from './message.ts'
import { readContent } from './parts.ts'
import { readMessage } from './read-message.ts'

const none: readonly ToolDefinition[] = []

/**
 * Reads an input or output as a conversation. Known are chat messages of OpenAI (chat and responses), Anthropic,
 * Bedrock Converse, Gemini, LangChain, the AI SDK and OpenTelemetry, alone, in lists and in the requests and answers
 * around them; plain text is one message of `textRole`. Undefined: nothing of the kind, to be shown as JSON.
 */
export function readConversation(value: unknown, textRole: 'user' | 'assistant'): Conversation | undefined {
  if (typeof value === 'string') {
    if (value.trim() === '') return undefined
    return { messages: [{ role: textRole, parts: [{ type: 'text', text: value }] }], tools: none }
  }
  if (Array.isArray(value)) return readList(value, textRole)
  if (!isFields(value)) return undefined
  return readRequest(value) ?? readAnswer(value) ?? readSingle(value, textRole)
}

function readList(list: readonly unknown[], textRole: 'user' | 'assistant'): Conversation | undefined {
  if (list.length === 0) return undefined
  // LangChain passes batches: a list of lists, nearly always of one.
  const flat = list.every((item) => Array.isArray(item)) ? list.flat() : list
  const messages = toMessages(flat)
  if (messages) return { messages, tools: none }
  const parts = flat.every(isFields) ? readContent(flat) : []
  if (parts.length === 0 || parts.some(({ type }) => type === 'json')) return undefined
  return { messages: [{ role: textRole, parts }], tools: none }
}

/** Messages of a list in which every item is one; text among them speaks for the user. */
function toMessages(list: readonly unknown[]): ChatMessage[] | undefined {
  const messages: ChatMessage[] = []
  for (const item of list) {
    const message = readMessage(item)
    if (!message) return undefined
    const last = messages.at(-1)
    // The responses API lists reasoning, calls and text of one turn as items of their own.
    if (last && isFields(item) && !('role' in item) && last.role === message.role)
      messages[messages.length - 1] = { ...last, parts: [...last.parts, ...message.parts] }
    else messages.push(message)
  }
  return messages
}

const listKeys = ['messages', 'contents', 'input', 'chat_history', 'prompt'] as const

/** A request: messages in a wrapper, with system text and tools beside them. */
function readRequest(value: Fields): Conversation | undefined {
  for (const key of listKeys) {
    const list = value[key]
    const messages =
      Array.isArray(list) && list.length > 0
        ? readList(list, 'user')?.messages
        : typeof list === 'string' && key !== 'messages' && 'model' in value
          ? readConversation(list, 'user')?.messages
          : undefined
    if (messages) return { messages: [...systemOf(value), ...messages], tools: readTools(value) }
  }
  return undefined
}

function systemOf(value: Fields): ChatMessage[] {
  const system = value.system ?? value.instructions ?? value.systemInstruction ?? value.system_instruction
  const content = isFields(system) && 'parts' in system ? system.parts : system
  const parts = readContent(content)
  return parts.length === 0 ? [] : [{ role: 'system', parts }]
}

/** An answer: messages inside choices, candidates or an output list. */
function readAnswer(value: Fields): Conversation | undefined {
  const { choices, candidates, output, message, generations } = value
  if (Array.isArray(choices)) return listed(choices.map((choice) => inner(choice, 'message', 'delta')))
  if (Array.isArray(candidates)) return listed(candidates.map((candidate) => inner(candidate, 'content')))
  if (Array.isArray(generations)) return listed(generations.flat().map((item) => inner(item, 'message')))
  if (isFields(output) && isFields(output.message)) return listed([output.message])
  if (isFields(message) && 'role' in message) return listed([message])
  if (Array.isArray(output)) return listed(output)
  return undefined
}

function listed(items: readonly unknown[]): Conversation | undefined {
  const messages = items.length === 0 ? undefined : toMessages(items.filter((item) => item !== undefined))
  return messages && messages.length > 0 ? { messages, tools: none } : undefined
}

function inner(value: unknown, ...keys: readonly string[]): unknown {
  if (!isFields(value)) return undefined
  const found = keys.map((key) => value[key]).find(isFields)
  const text = textField(value, 'text')
  return found ?? (text === undefined ? undefined : { role: 'assistant', content: text })
}

/** One message alone, or an object that holds nothing but text. */
function readSingle(value: Fields, textRole: 'user' | 'assistant'): Conversation | undefined {
  const message = readMessage(value)
  if (message) return { messages: [message], tools: none }
  const keys = Object.keys(value).filter((key) => value[key] !== null && value[key] !== undefined)
  const [only] = keys
  const text = keys.length === 1 && only && ['content', 'text', 'completion', 'output_text'].includes(only)
  if (!text) return undefined
  const parts = readContent(value[only])
  return parts.length === 0 || parts.some(({ type }) => type === 'json')
    ? undefined
    : { messages: [{ role: textRole, parts }], tools: none }
}

function readTools(value: Fields): ToolDefinition[] {
  const { toolConfig } = value
  const list = value.tools ?? value.functions ?? (isFields(toolConfig) ? toolConfig.tools : undefined)
  return Array.isArray(list) ? list.filter(isFields).flatMap(readTool) : []
}

function readTool(tool: Fields): ToolDefinition[] {
  const inside = ['function', 'toolSpec', 'custom'].map((key) => tool[key]).find(isFields) ?? tool
  const name = textField(inside, 'name') ?? textField(inside, 'type')
  if (!name) return []
  const description = textField(inside, 'description')
  const schema = inside.parameters ?? inside.input_schema ?? inside.inputSchema
  return [{ name, ...(description ? { description } : {}), ...(schema === undefined ? {} : { schema }) }]
}
