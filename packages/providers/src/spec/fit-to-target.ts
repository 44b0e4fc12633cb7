import type { Target } from './adapter.ts'
import type { Adjustments } from './adjustments.ts'
import type { ChatRequest } from './request.ts'

/** Fields of Anthropic's dialect that the neutral request speaks for. */
const SPOKEN_FOR: ReadonlySet<string> = new Set(
  `model messages system tools tool_choice max_tokens metadata stream stop_sequences temperature top_p top_k thinking
   output_config output_format`.split(/\s+/),
)

/**
 * For adapters of another dialect: tells what of the client's own words is lost, and keeps the answer's limit within
 * what the model can write. Clients of one vendor ask for the limits of its models, whatever stands behind.
 */
export function fitToTarget(request: ChatRequest, target: Target, adjust: Adjustments): ChatRequest {
  const { original, maxTokens } = request
  if (original === undefined) return request
  for (const name of Object.keys(original.body)) {
    if (!SPOKEN_FOR.has(name)) adjust.warn(`${name} was left out: ${target.provider} does not know it`)
  }
  const most = target.maxOutputTokens
  if (most === undefined || maxTokens === undefined || maxTokens <= most) return request
  adjust.warn(`max_tokens ${maxTokens} became ${most}, the most that ${target.model} writes`)
  return { ...request, maxTokens: most }
}
