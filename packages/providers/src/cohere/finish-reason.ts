import type { BuiltCall } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { FinishReason } from '../spec/result.ts'

const REASONS: Readonly<Record<string, FinishReason>> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  TOOL_CALL: 'tool_calls',
  ERROR_TOXIC: 'content_filter',
}

/** Throws `ProviderError` where the reason is that the service failed. */
export function toFinishReason(
  reason: string,
  hasToolCalls: boolean,
  call: BuiltCall,
  why = '',
): FinishReason {
  const { provider } = call.target
  if (reason === 'TIMEOUT') throw new ProviderError('timeout', why || 'The model took too long', { provider })
  if (reason === 'ERROR') {
    throw new ProviderError('internal_server', why || 'The model failed in the middle of its answer', {
      provider,
    })
  }
  const neutral = REASONS[reason] ?? 'stop'
  return neutral === 'stop' && hasToolCalls ? 'tool_calls' : neutral
}
