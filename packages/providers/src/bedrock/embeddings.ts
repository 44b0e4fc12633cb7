import type { BuiltCall, HttpResponse, Target } from '../spec/adapter.ts'
import { type Adjustments, createAdjustments } from '../spec/adjustments.ts'
import { bodyText } from '../spec/body-text.ts'
import type { EmbeddingAnswer, EmbeddingRequest } from '../spec/embedding.ts'
import { ProviderError } from '../spec/error.ts'

/** What Cohere's models take in one request; Amazon's take one text. */
const MOST_TEXTS_OF_COHERE = 96

export function mostInputs(baseModel: string): number {
  return baseModel.startsWith('cohere.') ? MOST_TEXTS_OF_COHERE : 1
}

/** The body of InvokeModel. Throws `ProviderError` (bad_request, unsupported_params). */
export function toEmbeddingBody(
  request: EmbeddingRequest,
  target: Target,
  baseModel: string,
): { body: object; warnings: readonly string[] } {
  const adjust = createAdjustments(target, baseModel)
  const texts = request.inputs.map(asText)
  const body = baseModel.startsWith('cohere.')
    ? cohereBody(texts, request, baseModel, adjust)
    : titanBody(texts[0] ?? '', request, baseModel, adjust)
  return { body, warnings: [...adjust.warnings] }
}

function cohereBody(
  texts: readonly string[],
  { dimensions, extra }: EmbeddingRequest,
  model: string,
  adjust: Adjustments,
): object {
  const sizable = model.includes('embed-v4')
  if (dimensions !== undefined && !sizable) adjust.drop('dimensions', 'its vectors have one length')
  return {
    input_type: 'search_document',
    ...extra,
    texts,
    embedding_types: ['float'],
    ...(dimensions !== undefined && sizable ? { output_dimension: dimensions } : {}),
  }
}

function titanBody(
  inputText: string,
  { dimensions, extra }: EmbeddingRequest,
  model: string,
  adjust: Adjustments,
): object {
  if (model.includes('embed-image')) {
    const config = dimensions === undefined ? {} : { embeddingConfig: { outputEmbeddingLength: dimensions } }
    return { ...extra, inputText, ...config }
  }
  const sizable = model.includes('embed-text-v2')
  if (dimensions !== undefined && !sizable) adjust.drop('dimensions', 'its vectors have one length')
  return { ...extra, inputText, ...(dimensions !== undefined && sizable ? { dimensions } : {}) }
}

function asText(input: EmbeddingRequest['inputs'][number]): string {
  if (typeof input === 'string') return input
  throw new ProviderError('bad_request', 'Bedrock takes texts, not tokens; send the input as text', {
    provider: 'bedrock',
    param: 'input',
  })
}

interface WireAnswer {
  readonly embedding?: readonly number[]
  readonly inputTextTokenCount?: number
  readonly embeddings?: readonly (readonly number[])[] | { readonly float?: readonly (readonly number[])[] }
}

/** Cohere's models leave counting to the service, which tells it in a header. */
const TOKENS_HEADER = 'x-amzn-bedrock-input-token-count'

export function parseEmbeddings(call: BuiltCall, response: HttpResponse): EmbeddingAnswer {
  const text = bodyText(response.body)
  const { embedding, embeddings, inputTextTokenCount } = readAnswer(text)
  const many = embeddings && 'float' in embeddings ? embeddings.float : embeddings
  const vectors = embedding ? [embedding] : many
  if (!Array.isArray(vectors) || vectors.length === 0) {
    throw new ProviderError('bad_gateway', "Bedrock's answer holds no embeddings; check the model", {
      provider: call.target.provider,
      upstreamStatus: response.status,
      upstreamBody: text.slice(0, 2000),
      upstreamHeaders: response.headers,
    })
  }
  return { vectors, inputTokens: inputTextTokenCount ?? (Number(response.headers[TOKENS_HEADER]) || 0) }
}

function readAnswer(text: string): WireAnswer {
  try {
    return (JSON.parse(text) as WireAnswer | null) ?? {}
  } catch {
    return {}
  }
}
