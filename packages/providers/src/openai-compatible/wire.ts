/** What OpenAI-like services answer with. Everything is optional: they differ in what they leave out. */
export interface WireUsage {
  readonly prompt_tokens?: number
  readonly completion_tokens?: number
  readonly total_tokens?: number
  readonly prompt_tokens_details?: Readonly<Record<string, number | null>> | null
  readonly completion_tokens_details?: Readonly<Record<string, number | null>> | null
  readonly cache_read_input_tokens?: number
  readonly cache_creation_input_tokens?: number
  /** DeepSeek. */
  readonly prompt_cache_hit_tokens?: number
  /** OpenRouter. */
  readonly cost?: number
}

export interface WireToolCall {
  readonly index?: number | null
  readonly id?: string | null
  readonly type?: string | null
  readonly function?: { readonly name?: string | null; readonly arguments?: unknown } | null
}

export interface WireThinkingBlock {
  readonly type?: string
  readonly thinking?: string
  readonly signature?: string | null
  readonly data?: string
}

export interface WireReasoningDetail {
  readonly type?: string
  readonly index?: number
  readonly [field: string]: unknown
}

export interface WireMessage {
  readonly role?: string
  readonly content?: unknown
  readonly refusal?: string | null
  readonly reasoning_content?: string | null
  readonly reasoning?: unknown
  /** OpenRouter. */
  readonly reasoning_details?: readonly WireReasoningDetail[] | null
  readonly thinking_blocks?: readonly WireThinkingBlock[] | null
  readonly tool_calls?: readonly WireToolCall[] | null
  readonly [field: string]: unknown
}

export interface WireChoice {
  readonly index?: number
  readonly message?: WireMessage | null
  readonly delta?: WireMessage | null
  readonly finish_reason?: string | null
  readonly stop_reason?: unknown
  readonly logprobs?: unknown
  /** Of a completion of a plain prompt. */
  readonly text?: string | null
  /** Azure. */
  readonly content_filter_results?: Readonly<Record<string, unknown>> | null
}

export interface WireAnswer {
  readonly id?: string
  readonly model?: string
  readonly created?: number
  readonly choices?: readonly WireChoice[] | null
  readonly usage?: WireUsage | null
  /** Groq puts the usage of a stream here. */
  readonly x_groq?: { readonly usage?: WireUsage | null } | null
  readonly error?: unknown
  readonly system_fingerprint?: string | null
  readonly service_tier?: string | null
  readonly prompt_filter_results?: unknown
  readonly citations?: unknown
  readonly search_results?: unknown
}

/** What a choice says, wherever a service puts it: some send a whole message in the last event of a stream. */
export function messageOf({ delta, message, text }: WireChoice): WireMessage {
  return delta ?? message ?? { content: text ?? '' }
}

/** What Azure's filter found in a choice; undefined when it tells nothing. */
export function filterResults({ content_filter_results: results }: WireChoice): object | undefined {
  return results && Object.keys(results).length > 0 ? results : undefined
}

/** Reads JSON that should be an answer; anything else is an empty one. */
export function parseAnswer(text: string): WireAnswer | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as WireAnswer) : undefined
  } catch {
    return undefined
  }
}
