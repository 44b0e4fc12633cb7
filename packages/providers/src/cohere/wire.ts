import type { WireUsage } from './usage.ts'

interface WireToolCall {
  readonly id?: string
  readonly function?: { readonly name?: string; readonly arguments?: string }
}

export interface WireContent {
  readonly type?: string
  readonly text?: string
  readonly thinking?: string
}

/** The message of an answer. Events of a stream hold one item where the whole answer has a list. */
export interface WireMessage<Whole extends boolean> {
  readonly content?: (Whole extends true ? readonly WireContent[] : WireContent) | null
  readonly tool_plan?: string | null
  readonly tool_calls?: (Whole extends true ? readonly WireToolCall[] : WireToolCall) | null
  readonly citations?: (Whole extends true ? readonly unknown[] : unknown) | null
}

export interface Answer {
  readonly id?: string
  readonly finish_reason?: string
  readonly message?: WireMessage<true>
  readonly usage?: WireUsage | null
  readonly logprobs?: unknown
}

export interface WireEvent {
  readonly type?: string
  readonly id?: string
  readonly index?: number
  readonly delta?: {
    readonly message?: WireMessage<false>
    readonly finish_reason?: string
    readonly usage?: WireUsage | null
    readonly error?: string
  } | null
}
