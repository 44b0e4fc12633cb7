/** Token counts. The two top-level `cache_*` fields are Anthropic's names, which Cline reads besides OpenAI's. */
export interface ChatUsage {
  /** All input tokens, those read from and written to a cache included. */
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
  readonly prompt_tokens_details?: {
    readonly cached_tokens?: number
    readonly cache_creation_tokens?: number
  }
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number }
  readonly cache_read_input_tokens?: number
  readonly cache_creation_input_tokens?: number
}

export interface ChatToolCall {
  readonly index?: number
  readonly id: string | null
  readonly type: 'function'
  readonly function: { readonly name: string | null; readonly arguments: string }
}

/** Signed reasoning of a model, to be sent back unchanged with the next turn. */
export type ThinkingBlock =
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature?: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }

export interface ChatAnswerMessage {
  readonly role: 'assistant'
  readonly content: string | null
  readonly tool_calls?: readonly ChatToolCall[]
  readonly reasoning_content?: string
  readonly thinking_blocks?: readonly ThinkingBlock[]
}

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call'

export interface ChatCompletion {
  readonly id: string
  readonly object: 'chat.completion'
  /** Seconds since the epoch. */
  readonly created: number
  readonly model: string
  readonly choices: readonly {
    readonly index: number
    readonly message: ChatAnswerMessage
    readonly finish_reason: FinishReason | null
  }[]
  readonly usage: ChatUsage
}

export interface ChatDelta {
  readonly role?: 'assistant'
  readonly content?: string | null
  readonly reasoning_content?: string
  readonly thinking_blocks?: readonly ThinkingBlock[]
  readonly tool_calls?: readonly ChatToolCall[]
}

/** A server-sent chunk. `choices` is always present: clients fail on a usage chunk without it. */
export interface ChatCompletionChunk {
  readonly id: string
  readonly object: 'chat.completion.chunk'
  readonly created: number
  readonly model: string
  readonly choices: readonly {
    readonly index: number
    readonly delta: ChatDelta
    readonly finish_reason: FinishReason | null
  }[]
  readonly usage?: ChatUsage
}
