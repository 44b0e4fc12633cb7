/** Asks the provider to cache the prompt up to and including the marked block. */
export interface CacheMark {
  /** Lifetime of the cache entry; the provider's default (5 minutes) when absent. */
  readonly ttl?: '5m' | '1h'
}

/** `url` is fetched before the call where the provider takes bytes only. */
export type MediaSource =
  | { readonly kind: 'data'; readonly mediaType?: string; readonly base64: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file_id'; readonly id: string }

export interface TextPart {
  readonly type: 'text'
  readonly text: string
  readonly cache?: CacheMark
}

export interface ImagePart {
  readonly type: 'image'
  readonly source: MediaSource
  /** OpenAI's `low`, `high` or `auto`. */
  readonly detail?: string
  readonly cache?: CacheMark
}

export interface FilePart {
  readonly type: 'file'
  readonly source: MediaSource
  readonly name?: string
  readonly cache?: CacheMark
}

export interface AudioPart {
  readonly type: 'audio'
  readonly format: string
  readonly base64: string
}

/** `signature` proves to the provider that the reasoning is its own; replayed unchanged in later turns. */
export interface ReasoningPart {
  readonly type: 'reasoning'
  readonly text: string
  readonly signature?: string
}

/** Reasoning that only the provider can read; `data` is base64. */
export interface RedactedReasoningPart {
  readonly type: 'redacted_reasoning'
  readonly data: string
}

/** `arguments` is JSON as text, exactly as the model or the client wrote it. */
export interface ToolCallPart {
  readonly type: 'tool_call'
  readonly id: string
  readonly name: string
  readonly arguments: string
  readonly cache?: CacheMark
}

export type UserPart = TextPart | ImagePart | FilePart | AudioPart
export type AssistantPart = TextPart | ReasoningPart | RedactedReasoningPart | ToolCallPart
export type ToolResultPart = TextPart | ImagePart | FilePart

export interface SystemMessage {
  readonly role: 'system'
  readonly content: readonly TextPart[]
  readonly name?: string
}

export interface UserMessage {
  readonly role: 'user'
  readonly content: readonly UserPart[]
  readonly name?: string
}

export interface AssistantMessage {
  readonly role: 'assistant'
  readonly content: readonly AssistantPart[]
  readonly name?: string
}

export interface ToolMessage {
  readonly role: 'tool'
  readonly toolCallId: string
  readonly content: readonly ToolResultPart[]
  readonly isError?: boolean
  readonly name?: string
}

export type ChatMessage = SystemMessage | UserMessage | AssistantMessage | ToolMessage
