/** The parts of Amazon Bedrock's Converse API that are sent. Names and shapes are the service's. */
export interface CachePoint {
  readonly cachePoint: { readonly type: 'default'; readonly ttl?: '1h' }
}

export type ByteSource = { readonly bytes: string } | { readonly s3Location: { readonly uri: string } }

export type ContentBlock =
  | { readonly text: string }
  | { readonly image: { readonly format: string; readonly source: ByteSource } }
  | { readonly document: { readonly format: string; readonly name: string; readonly source: ByteSource } }
  | { readonly video: { readonly format: string; readonly source: ByteSource } }
  | { readonly toolUse: { readonly toolUseId: string; readonly name: string; readonly input: unknown } }
  | { readonly toolResult: ToolResult }
  | { readonly reasoningContent: ReasoningContent }
  | CachePoint

interface ToolResult {
  readonly toolUseId: string
  readonly content: readonly ContentBlock[]
  readonly status?: 'error'
}

type ReasoningContent =
  | { readonly reasoningText: { readonly text: string; readonly signature?: string } }
  | { readonly redactedContent: string }

export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly content: ContentBlock[]
}

export type ToolSpec =
  | {
      readonly toolSpec: {
        readonly name: string
        readonly description?: string
        readonly inputSchema: { readonly json: Readonly<Record<string, unknown>> }
      }
    }
  | CachePoint

export interface ToolConfig {
  readonly tools: readonly ToolSpec[]
  readonly toolChoice?: ToolChoiceBlock
}

export type ToolChoiceBlock =
  | { readonly auto: Record<string, never> }
  | { readonly any: Record<string, never> }
  | { readonly tool: { readonly name: string } }

export interface InferenceConfig {
  readonly maxTokens?: number
  readonly temperature?: number
  readonly topP?: number
  readonly stopSequences?: readonly string[]
}

export interface ConverseBody {
  readonly messages: readonly Turn[]
  readonly system?: readonly ({ readonly text: string } | CachePoint)[]
  readonly toolConfig?: ToolConfig
  readonly inferenceConfig?: InferenceConfig
  readonly additionalModelRequestFields?: Readonly<Record<string, unknown>>
  readonly [topLevel: string]: unknown
}

/** Counts of the service; `inputTokens` leaves cached ones out. */
export interface WireUsage {
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly totalTokens?: number
  readonly cacheReadInputTokens?: number
  readonly cacheWriteInputTokens?: number
  readonly cacheDetails?: readonly { readonly ttl?: string; readonly inputTokens?: number }[]
}
