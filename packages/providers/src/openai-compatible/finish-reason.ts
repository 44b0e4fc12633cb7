import type { FinishReason } from '../spec/result.ts'

const REASONS: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  tool_calls: 'tool_calls',
  tool_use: 'tool_calls',
  function_call: 'tool_calls',
  content_filter: 'content_filter',
  safety: 'content_filter',
  recitation: 'content_filter',
}

/** Services that answer `stop` after tool calls mean tool calls. */
export function toFinishReason(reason: string, hasToolCalls: boolean): FinishReason {
  const neutral = REASONS[reason.toLowerCase()] ?? 'stop'
  return neutral === 'stop' && hasToolCalls ? 'tool_calls' : neutral
}
