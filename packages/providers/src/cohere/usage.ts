import type { Usage } from '../spec/usage.ts'

interface Counts {
  readonly input_tokens?: number
  readonly output_tokens?: number
}

export interface WireUsage {
  readonly billed_units?: Counts | null
  /** Includes what the service itself wraps around a prompt. */
  readonly tokens?: Counts | null
  readonly cached_tokens?: number | null
}

/** What is paid for, where the service says it. */
export function toUsage({ billed_units: billed, tokens, cached_tokens: cached }: WireUsage): Usage {
  const input = billed?.input_tokens ?? tokens?.input_tokens ?? 0
  const outputTokens = billed?.output_tokens ?? tokens?.output_tokens ?? 0
  const cacheReadTokens = Math.min(cached ?? 0, input)
  return {
    inputTokens: input - cacheReadTokens,
    cacheReadTokens,
    cacheWriteTokens: 0,
    outputTokens,
    totalTokens: input + outputTokens,
  }
}
