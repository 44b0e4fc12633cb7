import {
  findMediaReference,
  kindOfType,
  type MediaKind,
  type MediaReference,
} from '../media/media-reference.ts'

/** A conversation as people read it, whatever provider or framework wrote it. */
export interface ChatMessage {
  /** `system`, `developer`, `user`, `assistant`, `tool`, or whatever else was written there. */
  readonly role: string
  readonly name?: string
  readonly parts: readonly MessagePart[]
}

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
  | {
      readonly type: 'media'
      readonly kind: MediaKind
      readonly detail?: string
      /** Where the bytes are kept beside telemetry. */
      readonly reference?: MediaReference
    }
  | { readonly type: 'refusal'; readonly text: string }
  | { readonly type: 'cachePoint' }
  | { readonly type: 'json'; readonly value: unknown }

export type MediaPart = Extract<MessagePart, { type: 'media' }>

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

/** A picture, a recording or a file of a part, with its bytes where a reference says so. */
export function mediaPart(kind: MediaKind, part: unknown, detail: string | undefined): MediaPart {
  const reference = findMediaReference(part)
  if (reference) return { type: 'media', kind: kindOfType(reference.contentType), reference }
  return { type: 'media', kind, ...(detail ? { detail } : {}) }
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
