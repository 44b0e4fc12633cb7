import type { Encoding } from './encoding.ts'
import type { Tokenizer } from './tokenizer.ts'

/** Every reply begins with these. */
const tokensOfReply = 3

/**
 * Tokens of an input or output as it is stored: JSON, or text. A list of chat messages counts as OpenAI describes for
 * its chat models, any other JSON as its shortest text. Null for what holds nothing, such as an empty list.
 * Source: how Langfuse counts, so that figures stay the same after a move.
 */
export function countText(text: string, { chat }: Tokenizer, encode: Encoding): number | null {
  const value = parse(text)
  if (value === null || (Array.isArray(value) && value.length === 0)) return null
  if (chat && isChat(value)) return countChat(value, chat, encode)
  return encode(textOf(value))
}

function parse(text: string): unknown {
  if (!/^\s*(?:[[{"]|null\s*$)/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

interface Message {
  readonly role: string
  readonly content: string
  readonly name?: string
}

function isChat(value: unknown): value is readonly Message[] {
  return Array.isArray(value) && value.every(isMessage)
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false
  const { role, content, name } = value as Readonly<Record<string, unknown>>
  return (
    typeof role === 'string' &&
    typeof content === 'string' &&
    (name === undefined || typeof name === 'string')
  )
}

const countedFields = new Set([
  'role',
  'content',
  'name',
  'tool_calls',
  'toolCalls',
  'function_call',
  'functionCall',
])

function countChat(
  messages: readonly Message[],
  { perMessage, perName }: NonNullable<Tokenizer['chat']>,
  encode: Encoding,
): number {
  let tokens = tokensOfReply
  for (const message of messages) {
    tokens += perMessage + ('name' in message ? perName : 0)
    for (const [field, value] of Object.entries(message)) {
      if (countedFields.has(field) && value) tokens += encode(textOf(value))
    }
  }
  return tokens
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
