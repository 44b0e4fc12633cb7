import type { Target } from './adapter.ts'
import type { Adjustments } from './adjustments.ts'
import type { ChatRequest } from './request.ts'

/**
 * For requests that do not go out in the client's own words: tells what is lost of them, and keeps the answer's limit and the
 * effort within what the model knows. Clients of one vendor ask for what its models can do, whatever stands behind.
 */
export function fitToTarget(request: ChatRequest, target: Target, adjust: Adjustments): ChatRequest {
  const { lost, maxTokens } = request
  if (lost === undefined) return request
  for (const name of lost) {
    adjust.warn(`${name} was left out: ${target.provider} does not know it`)
  }
  const { reasoningEffort: effort } = request
  const clamped = effort === 'xhigh' || effort === 'max'
  if (clamped) adjust.warn(`effort ${effort} became high, the most that every model takes`)
  const fitted = clamped ? { ...request, reasoningEffort: 'high' } : request
  const most = target.maxOutputTokens
  if (most === undefined || maxTokens === undefined || maxTokens <= most) return fitted
  adjust.warn(`max_tokens ${maxTokens} became ${most}, the most that ${target.model} writes`)
  return { ...fitted, maxTokens: most }
}
