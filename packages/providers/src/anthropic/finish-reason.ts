import type { FinishReason } from '../spec/result.ts'

const REASONS: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
}

/** An answer made of the answer tool has simply stopped. */
export function toFinishReason(reason: string | null | undefined, hasToolCalls: boolean): FinishReason {
  const neutral = REASONS[reason ?? ''] ?? 'stop'
  if (neutral === 'tool_calls' && !hasToolCalls) return 'stop'
  return neutral === 'stop' && hasToolCalls ? 'tool_calls' : neutral
}
