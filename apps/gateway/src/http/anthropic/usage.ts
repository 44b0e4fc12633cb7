import type { Usage } from '@kansoku/providers'

/** Anthropic's counts: the three of the prompt are disjoint. */
export function toMessageUsage(usage: Usage): Readonly<Record<string, unknown>> {
  const hour = usage.cacheWrite1hTokens ?? 0
  return {
    input_tokens: usage.inputTokens,
    cache_creation_input_tokens: usage.cacheWriteTokens,
    cache_read_input_tokens: usage.cacheReadTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cacheWriteTokens - hour,
      ephemeral_1h_input_tokens: hour,
    },
    output_tokens: usage.outputTokens,
  }
}
