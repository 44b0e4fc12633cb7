/** A conversation as people read it, whatever provider or framework wrote it. */
export interface ChatMessage {
  /** `system`, `developer`, `user`, `assistant`, `tool`, or whatever else was written there. */
  readonly role: string
  readonly name?: string
  readonly parts: readonly MessagePart[]
}

export type MediaKind = 'image' | 'audio' | 'video' | 'file'

export type MessagePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  /** Reasoning that the provider encrypted: it was there, and nobody can read it. */
  | { readonly type: 'hiddenReasoning' }
  | { readonly type: 'toolCall'; readonly id?: string; readonly name: string; readonly input: unknown }
  | {
      readonly type: 'toolResult'
      readonly id?: string
      readonly name?: string
      readonly output: unknown
      readonly isError: boolean
    }
  | { readonly type: 'media'; readonly kind: MediaKind; readonly detail?: string }
  | { readonly type: 'refusal'; readonly text: string }
  | { readonly type: 'cachePoint' }
  | { readonly type: 'json'; readonly value: unknown }

export interface ToolDefinition {
  readonly name: string
  readonly description?: string
  readonly schema?: unknown
}

export interface Conversation {
  readonly messages: readonly ChatMessage[]
  readonly tools: readonly ToolDefinition[]
}

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textField(fields: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string') return value
  }
  return undefined
}

/** Parses text that holds JSON, as tool arguments do; other text stays as it is. */
export function parseArguments(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
