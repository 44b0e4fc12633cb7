import type { FinishReason } from '../spec/result.ts'

const REASONS: Readonly<Record<string, FinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  LANGUAGE: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
  IMAGE_SAFETY: 'content_filter',
  IMAGE_PROHIBITED_CONTENT: 'content_filter',
  MODEL_ARMOR: 'content_filter',
}

/** The service says STOP after calls of tools, too. */
export function toFinishReason(reason: string, hasToolCalls: boolean): FinishReason {
  const neutral = REASONS[reason] ?? 'stop'
  return neutral === 'stop' && hasToolCalls ? 'tool_calls' : neutral
}

/** The model failed at calling a tool; asked again, it usually succeeds. */
export function isFailure(reason: string): boolean {
  return /^(?:MALFORMED_FUNCTION_CALL|UNEXPECTED_TOOL_CALL|MALFORMED_RESPONSE)$/.test(reason)
}
