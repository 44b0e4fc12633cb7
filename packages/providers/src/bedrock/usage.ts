import { type AnswerLength, reasoningTokens } from '../spec/answer-length.ts'
import type { Usage } from '../spec/usage.ts'
import type { WireUsage } from './wire.ts'

export function toUsage(wire: WireUsage, length: AnswerLength): Usage {
  const inputTokens = wire.inputTokens ?? 0
  const cacheReadTokens = wire.cacheReadInputTokens ?? 0
  const cacheWriteTokens = wire.cacheWriteInputTokens ?? 0
  const outputTokens = wire.outputTokens ?? 0
  const hour = wire.cacheDetails?.find((detail) => detail.ttl === '1h')?.inputTokens ?? 0
  return {
    inputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    ...(hour > 0 ? { cacheWrite1hTokens: hour } : {}),
    outputTokens,
    ...reasoningTokens(outputTokens, length),
    totalTokens: wire.totalTokens ?? inputTokens + cacheReadTokens + cacheWriteTokens + outputTokens,
  }
}
