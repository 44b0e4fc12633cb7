import type { JsonLiterals } from '../json/literals.ts'
import type { CacheMark, ChatMessage } from './message.ts'
import type { OriginalRequest } from './original.ts'

export interface Tool {
  readonly name: string
  readonly description?: string
  /** JSON schema of the arguments; an empty object schema when absent. */
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly strict?: boolean
  readonly cache?: CacheMark
}

export type ToolChoice =
  | { readonly type: 'auto' }
  | { readonly type: 'none' }
  | { readonly type: 'required' }
  | { readonly type: 'tool'; readonly name: string }

export type ResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json_object' }
  | {
      readonly type: 'json_schema'
      readonly name: string
      readonly description?: string
      readonly schema: Readonly<Record<string, unknown>>
      readonly strict?: boolean
    }

/** Anthropic's `thinking`; `budgetTokens` at least 1024 where the provider counts it. */
export type Thinking =
  | { readonly type: 'enabled'; readonly budgetTokens: number }
  | { readonly type: 'adaptive' }
  | { readonly type: 'disabled' }

/**
 * One chat call in no provider's dialect. Absent means "the provider's default". `extra` holds every parameter
 * that the doors do not know by name, under its name on the wire.
 */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[]
  readonly stream: boolean
  readonly tools?: readonly Tool[]
  readonly toolChoice?: ToolChoice
  readonly parallelToolCalls?: boolean
  readonly maxTokens?: number
  readonly temperature?: number
  readonly topP?: number
  readonly topK?: number
  readonly stop?: readonly string[]
  readonly n?: number
  readonly seed?: number
  readonly presencePenalty?: number
  readonly frequencyPenalty?: number
  readonly logitBias?: Readonly<Record<string, number>>
  readonly logprobs?: boolean
  readonly topLogprobs?: number
  /** The end user, as OpenAI's `user`. */
  readonly user?: string
  readonly responseFormat?: ResponseFormat
  readonly thinking?: Thinking
  /** `none`, `minimal`, `low`, `medium`, `high` or a word that only the provider knows. */
  readonly reasoningEffort?: string
  readonly extra?: Readonly<Record<string, unknown>>
  readonly original?: OriginalRequest
  /**
   * What the client said that these fields cannot: fields, tools, kinds of content. Given, if empty, for clients that
   * speak to one vendor and cannot know that another one answers.
   */
  readonly lost?: readonly string[]
  /** By which its long texts stood in the client's body; no part of what is asked. */
  readonly literals?: JsonLiterals | undefined
}
