import { type AnswerLength, reasoningTokens } from '../spec/answer-length.ts'
import type { Usage } from '../spec/usage.ts'
import type { AnswerUsage } from './wire.ts'

export function toUsage(wire: AnswerUsage, length: AnswerLength): Usage {
  const inputTokens = wire.input_tokens ?? 0
  const cacheReadTokens = wire.cache_read_input_tokens ?? 0
  const cacheWriteTokens = wire.cache_creation_input_tokens ?? 0
  const outputTokens = wire.output_tokens ?? 0
  const hour = wire.cache_creation?.ephemeral_1h_input_tokens ?? 0
  const details = Object.entries(wire.server_tool_use ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0,
  )
  return {
    inputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    ...(hour > 0 ? { cacheWrite1hTokens: hour } : {}),
    outputTokens,
    ...reasoningTokens(outputTokens, length),
    totalTokens: inputTokens + cacheReadTokens + cacheWriteTokens + outputTokens,
    ...(details.length === 0 ? {} : { details: Object.fromEntries(details) }),
  }
}
