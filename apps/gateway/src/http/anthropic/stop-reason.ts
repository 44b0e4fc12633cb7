import type { ChatChoice, FinishReason } from '@kansoku/providers'

const reasons: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
}

/** Words that say more than the neutral ones, where a provider uses them. */
const finer: ReadonlySet<string> = new Set(['stop_sequence', 'pause_turn', 'model_context_window_exceeded'])

/** The end of a message: why, and the stop sequence where the provider names it. */
export function toEnd(choice: ChatChoice | undefined): { stop_reason: string; stop_sequence: string | null } {
  const { finishReason = 'stop', upstreamFinishReason = '', stopSequence } = choice ?? {}
  const isPlain = finishReason === 'stop' || finishReason === 'length'
  const named = finishReason === 'stop' && stopSequence !== undefined ? 'stop_sequence' : undefined
  const upstream = isPlain && finer.has(upstreamFinishReason) ? upstreamFinishReason : undefined
  return { stop_reason: named ?? upstream ?? reasons[finishReason], stop_sequence: stopSequence ?? null }
}
