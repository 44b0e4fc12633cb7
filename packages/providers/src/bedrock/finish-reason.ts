import type { FinishReason } from '../spec/result.ts'

const REASONS: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  guardrail_intervened: 'content_filter',
  content_filtered: 'content_filter',
  refusal: 'content_filter',
}

/**
 * The neutral word for a stop reason. An answer made of the answer tool has simply stopped; one with tool calls ends
 * in tool calls even where the model calls it the end of its turn (Nova does).
 */
export function toFinishReason(
  reason: string | undefined,
  seen: { readonly toolCalls: boolean; readonly answered: boolean },
): FinishReason {
  const neutral = REASONS[reason ?? ''] ?? 'stop'
  if (neutral === 'tool_calls' && !seen.toolCalls && seen.answered) return 'stop'
  return neutral === 'stop' && seen.toolCalls ? 'tool_calls' : neutral
}
