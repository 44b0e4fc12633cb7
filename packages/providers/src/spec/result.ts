import type { AssistantPart } from './message.ts'
import type { Original } from './original.ts'
import type { TaskBody } from './task.ts'
import type { Usage } from './usage.ts'

/** OpenAI's words for why the model stopped. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter'

export interface ChatChoice {
  readonly index: number
  /** In the order of the model's answer; neighbouring text is joined. */
  readonly content: readonly AssistantPart[]
  readonly finishReason: FinishReason
  /** The provider's own word, e.g. `end_turn`. */
  readonly upstreamFinishReason?: string
  readonly stopSequence?: string
  readonly refusal?: string
  /** OpenAI's `logprobs` object, untouched. */
  readonly logprobs?: unknown
  /** Fields of the message that have no neutral name, untouched. */
  readonly providerFields?: Readonly<Record<string, unknown>>
}

export interface ChatResult {
  /** The provider's id of the answer, if it has one. */
  readonly id?: string
  /** The model that the provider says it used. */
  readonly model?: string
  /** Seconds since 1970, if the provider gives it. */
  readonly created?: number
  /** At least one of a chat; none of an answer of another kind. */
  readonly choices: readonly ChatChoice[]
  /** Of embeddings: one for each text. */
  readonly vectors?: readonly (readonly number[])[]
  /** Of a task. */
  readonly body?: TaskBody
  /** What an answer of another kind says, as it is recorded. */
  readonly output?: unknown
  readonly usage?: Usage
  /** What was dropped or adjusted, one English sentence each. */
  readonly warnings: readonly string[]
  /** Lower-case names. */
  readonly upstreamHeaders: Readonly<Record<string, string>>
  /** Further top-level fields of the answer, e.g. `trace` or `system_fingerprint`. */
  readonly providerFields?: Readonly<Record<string, unknown>>
  readonly original?: Original
}
