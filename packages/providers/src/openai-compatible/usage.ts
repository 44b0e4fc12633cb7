import type { Usage } from '../spec/usage.ts'
import type { WireUsage } from './wire.ts'

const DETAILS = ['audio_tokens', 'accepted_prediction_tokens', 'rejected_prediction_tokens'] as const

/** Neutral counts: OpenAI's `prompt_tokens` includes what was read from and written to a cache. */
export function toUsage(wire: WireUsage): Usage {
  const prompt = wire.prompt_tokens ?? 0
  const output = wire.completion_tokens ?? 0
  const given = wire.prompt_tokens_details
  const read = given?.cached_tokens ?? wire.prompt_cache_hit_tokens ?? wire.cache_read_input_tokens ?? 0
  const written = wire.cache_creation_input_tokens ?? given?.cache_creation_tokens ?? 0
  const reasoning = wire.completion_tokens_details?.reasoning_tokens
  const details = detailsOf(wire)
  return {
    inputTokens: Math.max(0, prompt - read - written),
    cacheReadTokens: read,
    cacheWriteTokens: written,
    outputTokens: output,
    ...(reasoning ? { reasoningTokens: reasoning } : {}),
    totalTokens: wire.total_tokens ?? prompt + output,
    ...(details ? { details } : {}),
  }
}

function detailsOf(wire: WireUsage): Record<string, number> | undefined {
  const details: Record<string, number> = {}
  for (const name of DETAILS) {
    const input = wire.prompt_tokens_details?.[name]
    const output = wire.completion_tokens_details?.[name]
    if (input) details[`input_${name}`] = input
    if (output) details[`output_${name}`] = output
  }
  if (typeof wire.cost === 'number') details.cost = wire.cost
  return Object.keys(details).length > 0 ? details : undefined
}
