import type { Usage } from '../spec/usage.ts'
import type { WireUsage } from './wire.ts'

/** Characters of the answer; the service does not count reasoning apart, so its tokens are shared out by length. */
export interface AnswerLength {
  readonly reasoning: number
  readonly other: number
}

export function toUsage(wire: WireUsage, length: AnswerLength): Usage {
  const inputTokens = wire.inputTokens ?? 0
  const cacheReadTokens = wire.cacheReadInputTokens ?? 0
  const cacheWriteTokens = wire.cacheWriteInputTokens ?? 0
  const outputTokens = wire.outputTokens ?? 0
  const hour = wire.cacheDetails?.find((detail) => detail.ttl === '1h')?.inputTokens ?? 0
  const share = length.reasoning / Math.max(1, length.reasoning + length.other)
  return {
    inputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    ...(hour > 0 ? { cacheWrite1hTokens: hour } : {}),
    outputTokens,
    ...(length.reasoning > 0 ? { reasoningTokens: Math.round(outputTokens * share) } : {}),
    totalTokens: wire.totalTokens ?? inputTokens + cacheReadTokens + cacheWriteTokens + outputTokens,
  }
}
