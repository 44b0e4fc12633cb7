import type { ChatRequest } from '../../spec/request.ts'
import { isClaudeSignature } from '../../spec/signatures.ts'
import type { Draft } from './draft.ts'
import { extraFields } from './extra.ts'
import { samplingFields } from './sampling.ts'
import { planThinking } from './thinking.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * A body that came in this very dialect: as it is, and what the deployment's defaults add to it. The service has the
 * last word on everything else.
 */
export function completeOriginal(
  body: Fields,
  request: ChatRequest,
  draft: Draft,
  maxTokens: number,
): Fields {
  const silent = body.thinking === undefined && body.output_config === undefined
  const thinking = silent ? planThinking(request, draft) : undefined
  const active = thinking?.active ?? typeOf(body.thinking) !== 'disabled'
  const { model: _, stream: __, ...asked } = body
  return {
    max_tokens: maxTokens,
    ...extraFields(request.extra, draft),
    ...samplingFields(unaskedSampling(body, request), active, draft),
    ...thinking?.fields,
    ...asked,
    ...(Array.isArray(body.messages) ? { messages: withoutUnsigned(body.messages, draft) } : {}),
  }
}

function unaskedSampling(body: Fields, { temperature, topP, topK, stop }: ChatRequest): ChatRequest {
  return {
    messages: [],
    stream: false,
    ...(body.temperature === undefined && temperature !== undefined ? { temperature } : {}),
    ...(body.top_p === undefined && topP !== undefined ? { topP } : {}),
    ...(body.top_k === undefined && topK !== undefined ? { topK } : {}),
    ...(body.stop_sequences === undefined && stop !== undefined ? { stop } : {}),
  }
}

/** Other models think without signing; the service refuses such blocks when they are replayed. */
function withoutUnsigned(messages: readonly unknown[], draft: Draft): readonly unknown[] {
  return messages.flatMap((message) => {
    const { role, content } = (message ?? {}) as { role?: unknown; content?: unknown }
    if (role !== 'assistant' || !Array.isArray(content) || !content.some(isUnsigned)) return [message]
    draft.warn('Earlier reasoning was left out: it has no signature')
    const rest = content.filter((block) => !isUnsigned(block))
    return rest.length === 0 ? [] : [{ ...(message as object), content: rest }]
  })
}

function isUnsigned(block: unknown): boolean {
  return typeOf(block) === 'thinking' && !isClaudeSignature((block as { signature?: unknown }).signature)
}

function typeOf(value: unknown): unknown {
  return (value as { type?: unknown } | null | undefined)?.type
}
