import { NO_USAGE, type Usage } from '../../spec/usage.ts'

/** What Bedrock counts for models of every kind. */
export interface Metrics {
  readonly inputTokenCount?: number
  readonly outputTokenCount?: number
  readonly cacheReadInputTokenCount?: number
  readonly cacheWriteInputTokenCount?: number
}

export function toInvokedUsage(metrics: Metrics): Usage {
  const inputTokens = metrics.inputTokenCount ?? 0
  const outputTokens = metrics.outputTokenCount ?? 0
  const cacheReadTokens = metrics.cacheReadInputTokenCount ?? 0
  const cacheWriteTokens = metrics.cacheWriteInputTokenCount ?? 0
  const totalTokens = inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens
  return { ...NO_USAGE, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, totalTokens }
}
