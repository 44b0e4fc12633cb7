import type { AssistantPart } from './message.ts'

/** Characters of an answer. */
export interface AnswerLength {
  readonly reasoning: number
  readonly other: number
}

export function lengthOf(content: readonly AssistantPart[]): AnswerLength {
  const length = { reasoning: 0, other: 0 }
  for (const part of content) {
    if (part.type === 'reasoning') length.reasoning += part.text.length
    else if (part.type === 'text') length.other += part.text.length
    else if (part.type === 'tool_call') length.other += part.arguments.length
  }
  return length
}

/** For services that do not count reasoning apart: its share of the output by length. */
export function reasoningTokens(outputTokens: number, length: AnswerLength): { reasoningTokens?: number } {
  if (length.reasoning === 0) return {}
  const share = length.reasoning / (length.reasoning + length.other)
  return { reasoningTokens: Math.round(outputTokens * share) }
}
