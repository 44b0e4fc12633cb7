import type { WireMessage } from './wire.ts'

const KNOWN = new Set([
  'role',
  'name',
  'content',
  'refusal',
  'reasoning',
  'reasoning_content',
  'reasoning_text',
  'reasoning_details',
  'thinking_blocks',
  'tool_calls',
  'function_call',
  'provider_specific_fields',
])

interface TextPiece {
  readonly type?: string
  readonly text?: string
  readonly thinking?: unknown
  readonly summary?: unknown
}

/** Text and reasoning of a message or a delta, wherever a service puts them. */
export function readTexts(message: WireMessage): { text: string; reasoning: string } {
  const parts = piecesOf(message.content)
  let text = ''
  let inContent = ''
  for (const part of parts) {
    if (part.type === 'thinking') inContent += flatText(part.thinking)
    else if (part.type === 'reasoning') inContent += flatText(part.summary)
    else text += part.text ?? ''
  }
  const { reasoning_content, reasoning, reasoning_text } = message
  const beside = [reasoning_content, reasoning, reasoning_text].find(
    (value) => typeof value === 'string' && value,
  )
  return { text, reasoning: typeof beside === 'string' ? beside : inContent }
}

/** Fields that have no neutral name, as they are; undefined when there are none. */
export function readForeignFields(message: WireMessage): Record<string, unknown> | undefined {
  let fields: Record<string, unknown> | undefined
  for (const name in message) {
    const value = message[name]
    if (KNOWN.has(name) || value === null || value === undefined) continue
    if (Array.isArray(value) && value.length === 0) continue
    fields ??= {}
    fields[name] = value
  }
  return fields
}

/** The JSON text of arguments; some services send the object itself. */
export function argumentsText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

function piecesOf(content: unknown): readonly TextPiece[] {
  if (typeof content === 'string') return content === '' ? [] : [{ text: content }]
  return Array.isArray(content) ? (content as TextPiece[]) : []
}

/** Mistral and Databricks nest thinking as a list of text parts. */
function flatText(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? (value as TextPiece[]).map((part) => part.text ?? '').join('') : ''
}
