import type { Usage } from '../spec/usage.ts'
import type { AnswerUsage } from './wire.ts'

export function toUsage(wire: AnswerUsage): Usage {
  const prompt = (wire.promptTokenCount ?? 0) + (wire.toolUsePromptTokenCount ?? 0)
  const cacheReadTokens = wire.cachedContentTokenCount ?? 0
  const thoughts = wire.thoughtsTokenCount ?? 0
  const outputTokens = outputOf(wire, thoughts)
  const details = detailsOf(wire)
  return {
    inputTokens: Math.max(0, prompt - cacheReadTokens),
    cacheReadTokens,
    cacheWriteTokens: 0,
    outputTokens,
    ...(thoughts > 0 ? { reasoningTokens: thoughts } : {}),
    totalTokens: wire.totalTokenCount ?? prompt + outputTokens,
    ...(details ? { details } : {}),
  }
}

/** Thoughts are counted apart, but for some models that count them as part of the answer; the total tells. */
function outputOf(
  { promptTokenCount = 0, candidatesTokenCount = 0, totalTokenCount }: AnswerUsage,
  thoughts: number,
): number {
  const included = thoughts > 0 && promptTokenCount + candidatesTokenCount === totalTokenCount
  return included ? candidatesTokenCount : candidatesTokenCount + thoughts
}

function detailsOf({ promptTokensDetails, candidatesTokensDetails }: AnswerUsage): Usage['details'] {
  const details: Record<string, number> = {}
  for (const [side, counts] of [
    ['input', promptTokensDetails],
    ['output', candidatesTokensDetails],
  ] as const) {
    for (const { modality, tokenCount } of counts ?? []) {
      if (!modality || modality === 'TEXT' || !tokenCount) continue
      details[`${side}_${modality.toLowerCase()}_tokens`] = tokenCount
    }
  }
  return Object.keys(details).length > 0 ? details : undefined
}
