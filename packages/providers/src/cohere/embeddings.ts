import type { BuiltCall, HttpResponse, Target } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import type { EmbeddingAnswer, EmbeddingInput, EmbeddingRequest } from '../spec/embedding.ts'
import { ProviderError } from '../spec/error.ts'

/** What the service takes in one request. */
export const MOST_INPUTS = 96

/** `extra.input_type` says what the vectors are for; LiteLLM's default is to be searched. */
export function toEmbeddingBody({ inputs, dimensions, extra }: EmbeddingRequest, { model }: Target): object {
  const { encoding_format: _, ...rest } = extra ?? {}
  return {
    input_type: 'search_document',
    ...rest,
    model,
    texts: inputs.map(asText),
    embedding_types: ['float'],
    ...(dimensions === undefined ? {} : { output_dimension: dimensions }),
  }
}

function asText(input: EmbeddingInput): string {
  if (typeof input === 'string') return input
  throw new ProviderError('bad_request', 'Cohere takes texts, not tokens; send the input as text', {
    provider: 'cohere',
    param: 'input',
  })
}

interface WireAnswer {
  readonly embeddings?: { readonly float?: readonly (readonly number[])[] }
  readonly meta?: { readonly billed_units?: { readonly input_tokens?: number } }
}

export function parseEmbeddings(call: BuiltCall, response: HttpResponse): EmbeddingAnswer {
  const text = bodyText(response.body)
  const { embeddings, meta } = readAnswer(text)
  if (!embeddings?.float?.length) {
    throw new ProviderError('bad_gateway', 'The answer holds no embeddings; check api_base and model', {
      provider: call.target.provider,
      upstreamStatus: response.status,
      upstreamBody: text.slice(0, 2000),
      upstreamHeaders: response.headers,
    })
  }
  return { vectors: embeddings.float, inputTokens: meta?.billed_units?.input_tokens ?? 0 }
}

function readAnswer(text: string): WireAnswer {
  try {
    return (JSON.parse(text) as WireAnswer | null) ?? {}
  } catch {
    return {}
  }
}
