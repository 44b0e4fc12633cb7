import type { ChatUsage } from '@kansoku/contracts/gateway'
import { promptTokens, type Usage } from '@kansoku/providers'

/**
 * OpenAI's counts. Cached tokens are given under OpenAI's name and under both of Anthropic's: each generation of
 * coding agents reads another one.
 */
export function toChatUsage(usage: Usage): ChatUsage {
  const prompt = promptTokens(usage)
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.totalTokens || prompt + usage.outputTokens,
    prompt_tokens_details: {
      cached_tokens: usage.cacheReadTokens,
      cache_creation_tokens: usage.cacheWriteTokens,
    },
    ...(usage.reasoningTokens === undefined
      ? {}
      : { completion_tokens_details: { reasoning_tokens: usage.reasoningTokens } }),
    cache_creation_input_tokens: usage.cacheWriteTokens,
    cache_read_input_tokens: usage.cacheReadTokens,
  }
}
