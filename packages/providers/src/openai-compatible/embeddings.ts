import type { BuiltCall, HttpResponse, Target } from '../spec/adapter.ts'
import { createAdjustments } from '../spec/adjustments.ts'
import { bodyText } from '../spec/body-text.ts'
import type { EmbeddingAnswer, EmbeddingRequest } from '../spec/embedding.ts'
import { ProviderError } from '../spec/error.ts'
import { modelOf } from './model.ts'
import type { CompatibleProvider } from './provider.ts'
import { fitFields } from './request/sampling.ts'

/** What OpenAI takes in one request; a look-alike that takes fewer says so. */
export const MOST_INPUTS = 2048

/** Floats, since few look-alikes know another encoding. Throws `ProviderError` (unsupported_params). */
export function toEmbeddingBody(
  { inputs, dimensions, user, extra }: EmbeddingRequest,
  target: Target,
  provider: CompatibleProvider,
): { body: object; warnings: readonly string[] } {
  const { id } = modelOf(target, provider)
  const adjust = createAdjustments(target, id)
  const fields = { model: id, input: inputs, dimensions, user, ...extra, encoding_format: 'float' }
  return { body: fitFields(fields, id, provider, adjust), warnings: [...adjust.warnings] }
}

interface WireAnswer {
  readonly model?: string
  readonly data?: readonly { readonly index?: number; readonly embedding?: unknown }[]
  readonly usage?: { readonly prompt_tokens?: number; readonly total_tokens?: number } | null
}

export function parseEmbeddings(call: BuiltCall, response: HttpResponse): EmbeddingAnswer {
  const text = bodyText(response.body)
  const { data, usage, model } = readAnswer(text)
  const sorted = (data ?? []).toSorted((one, other) => (one.index ?? 0) - (other.index ?? 0))
  const vectors = sorted.map(({ embedding }) => embedding)
  if (vectors.length === 0 || !vectors.every(isVector)) {
    throw new ProviderError('bad_gateway', 'The answer holds no embeddings; check api_base and model', {
      provider: call.target.provider,
      upstreamStatus: response.status,
      upstreamBody: text.slice(0, 2000),
      upstreamHeaders: response.headers,
    })
  }
  return {
    vectors,
    inputTokens: usage?.prompt_tokens ?? usage?.total_tokens ?? 0,
    ...(model ? { model } : {}),
  }
}

function readAnswer(text: string): WireAnswer {
  try {
    return (JSON.parse(text) as WireAnswer | null) ?? {}
  } catch {
    return {}
  }
}

function isVector(value: unknown): value is readonly number[] {
  return Array.isArray(value)
}
