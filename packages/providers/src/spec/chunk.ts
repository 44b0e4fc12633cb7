import type { Original } from './original.ts'
import type { FinishReason } from './result.ts'
import type { Usage } from './usage.ts'

interface OfChoice {
  /** Index of the choice; 0 when absent. */
  readonly choice?: number
}

interface StartChunk {
  readonly type: 'start'
  readonly id?: string
  readonly model?: string
  readonly created?: number
  readonly providerFields?: Readonly<Record<string, unknown>>
}

interface TextChunk extends OfChoice {
  readonly type: 'text'
  readonly text: string
  readonly logprobs?: unknown
}

interface RefusalChunk extends OfChoice {
  readonly type: 'refusal'
  readonly text: string
}

interface ReasoningChunk extends OfChoice {
  readonly type: 'reasoning'
  readonly text: string
}

/** Ends the reasoning block that the chunks before it belong to. */
interface ReasoningSignatureChunk extends OfChoice {
  readonly type: 'reasoning_signature'
  readonly signature: string
}

interface RedactedReasoningChunk extends OfChoice {
  readonly type: 'redacted_reasoning'
  readonly data: string
}

/** `tool` counts the tool calls of a choice from 0. */
interface ToolCallStartChunk extends OfChoice {
  readonly type: 'tool_call_start'
  readonly tool: number
  readonly id: string
  readonly name: string
}

interface ToolCallDeltaChunk extends OfChoice {
  readonly type: 'tool_call_delta'
  readonly tool: number
  /** A piece of the JSON text of the arguments. */
  readonly arguments: string
}

interface FinishChunk extends OfChoice {
  readonly type: 'finish'
  readonly reason: FinishReason
  readonly upstreamReason?: string
  readonly stopSequence?: string
}

/** Running or final counts; the last one of a stream is right. */
interface UsageChunk {
  readonly type: 'usage'
  readonly usage: Usage
}

/**
 * Fields that have no neutral name; later values replace earlier ones. With `choice` they belong to that choice's
 * delta, without it to the answer as a whole.
 */
interface ProviderFieldsChunk extends OfChoice {
  readonly type: 'provider_fields'
  readonly fields: Readonly<Record<string, unknown>>
}

/** An event as the provider sent it; the chunks that say the same in neutral words follow. */
interface OriginalChunk {
  readonly type: 'original'
  readonly original: Original
}

export type ChatChunk =
  | StartChunk
  | TextChunk
  | RefusalChunk
  | ReasoningChunk
  | ReasoningSignatureChunk
  | RedactedReasoningChunk
  | ToolCallStartChunk
  | ToolCallDeltaChunk
  | FinishChunk
  | UsageChunk
  | ProviderFieldsChunk
  | OriginalChunk
