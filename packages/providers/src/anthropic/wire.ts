/** The parts of Anthropic's Messages API that are sent. Names and shapes are the service's. */
export interface Marked {
  readonly cache_control?: { readonly type: 'ephemeral'; readonly ttl?: '5m' | '1h' }
}

export type WireSource =
  | { readonly type: 'base64'; readonly media_type: string; readonly data: string }
  | { readonly type: 'text'; readonly media_type: 'text/plain'; readonly data: string }
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'file'; readonly file_id: string }

export interface TextBlock extends Marked {
  readonly type: 'text'
  readonly text: string
}

export type WireBlock =
  | TextBlock
  | (Marked & { readonly type: 'image'; readonly source: WireSource })
  | (Marked & { readonly type: 'document'; readonly source: WireSource; readonly title?: string })
  | (Marked & {
      readonly type: 'tool_use'
      readonly id: string
      readonly name: string
      readonly input: unknown
    })
  | (Marked & {
      readonly type: 'tool_result'
      readonly tool_use_id: string
      readonly content: readonly WireBlock[]
      readonly is_error?: true
    })
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }

export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly content: WireBlock[]
}

export type WireToolChoice = (
  | { readonly type: 'auto' | 'any' | 'none' }
  | { readonly type: 'tool'; readonly name: string }
) & { readonly disable_parallel_tool_use?: true }

export interface WireTool extends Marked {
  readonly name: string
  readonly description?: string
  readonly input_schema: Readonly<Record<string, unknown>>
  readonly strict?: true
}

/** A block of an answer, of the kinds that have a neutral name. Everything is optional: look-alikes differ. */
export interface AnswerBlock {
  readonly type?: string
  readonly text?: string
  readonly citations?: readonly unknown[] | null
  readonly thinking?: string
  readonly signature?: string
  readonly data?: string
  readonly id?: string
  readonly name?: string
  readonly input?: unknown
}

/** Counts of the service; `input_tokens` leaves cached ones out. */
export interface AnswerUsage {
  readonly input_tokens?: number | null
  readonly output_tokens?: number | null
  readonly cache_creation_input_tokens?: number | null
  readonly cache_read_input_tokens?: number | null
  readonly cache_creation?: { readonly ephemeral_1h_input_tokens?: number | null } | null
  readonly server_tool_use?: Readonly<Record<string, unknown>> | null
}

export interface AnswerMessage {
  readonly type?: string
  readonly id?: string
  readonly model?: string
  readonly content?: readonly AnswerBlock[]
  readonly stop_reason?: string | null
  readonly stop_sequence?: string | null
  readonly usage?: AnswerUsage | null
  readonly container?: unknown
  readonly context_management?: unknown
}
