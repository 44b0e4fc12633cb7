export interface WireToolCall {
  readonly id?: string
  readonly function?: { readonly name?: string; readonly arguments?: unknown }
}

/** A message, as it is sent and as it comes back. */
export interface WireMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string
  readonly thinking?: string
  /** Base64, without a head. */
  readonly images?: readonly string[]
  readonly tool_calls?: readonly WireToolCall[]
  /** Of a result. */
  readonly tool_name?: string
}

/** A whole answer, or a line of a streamed one. */
export interface Answer {
  readonly model?: string
  readonly message?: Partial<WireMessage>
  readonly done?: boolean
  readonly done_reason?: string
  readonly prompt_eval_count?: number
  readonly eval_count?: number
  readonly error?: string
}
