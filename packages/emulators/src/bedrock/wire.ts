/** The parts of a Converse request that the emulator reads. Source: the Bedrock Runtime API reference. */
export interface ConverseRequest {
  readonly messages?: readonly ConverseMessage[]
  readonly system?: readonly SystemBlock[]
  readonly inferenceConfig?: {
    readonly maxTokens?: number
    readonly temperature?: number
    readonly topP?: number
  }
  readonly toolConfig?: { readonly tools?: readonly ToolBlock[]; readonly toolChoice?: unknown }
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
  readonly reasoningContent?: unknown
  readonly image?: unknown
  readonly document?: unknown
}

export interface SystemBlock {
  readonly text?: string
  readonly cachePoint?: CachePoint
}

export interface ToolBlock {
  readonly toolSpec?: {
    readonly name: string
    readonly description?: string
    readonly inputSchema: { readonly json: unknown }
  }
  readonly cachePoint?: CachePoint
}

interface CachePoint {
  readonly type: string
}

export interface ConverseUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly totalTokens: number
  readonly cacheReadInputTokens?: number
  readonly cacheWriteInputTokens?: number
}
