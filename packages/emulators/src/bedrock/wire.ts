/** The parts of a Converse request that the emulator reads. Source: the Bedrock Runtime API reference. */
export interface ConverseRequest {
  readonly messages?: readonly ConverseMessage[]
  readonly system?: readonly SystemBlock[]
  readonly inferenceConfig?: {
    readonly maxTokens?: number
    readonly temperature?: number
    readonly topP?: number
    readonly stopSequences?: readonly string[]
  }
  readonly toolConfig?: { readonly tools?: readonly ToolBlock[]; readonly toolChoice?: object }
  readonly additionalModelRequestFields?: {
    readonly thinking?: { readonly type?: string; readonly budget_tokens?: number }
  }
}

export interface ConverseMessage {
  readonly role: string
  readonly content: readonly ContentBlock[]
}

export interface ContentBlock {
  readonly text?: string
  readonly cachePoint?: CachePoint
  readonly toolUse?: {
    readonly toolUseId: string
    readonly name: string
    readonly input: Record<string, unknown>
  }
  readonly toolResult?: {
    readonly toolUseId: string
    readonly content: readonly { readonly text?: string; readonly json?: unknown }[]
  }
  readonly reasoningContent?: {
    readonly reasoningText?: { readonly text: string; readonly signature?: string }
    readonly redactedContent?: string
  }
  readonly image?: unknown
  readonly document?: unknown
}

interface SystemBlock {
  readonly text?: string
  readonly cachePoint?: CachePoint
}

interface ToolBlock {
  readonly toolSpec?: {
    readonly name: string
    readonly description?: string
    readonly inputSchema: { readonly json: unknown }
  }
  readonly cachePoint?: CachePoint
}

interface CachePoint {
  readonly type: string
  readonly ttl?: string
}

export interface ConverseUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly totalTokens: number
  readonly cacheReadInputTokens?: number
  readonly cacheWriteInputTokens?: number
}
