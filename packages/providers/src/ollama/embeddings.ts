import type { BuiltCall, HttpResponse, Target } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import type { EmbeddingAnswer, EmbeddingInput, EmbeddingRequest } from '../spec/embedding.ts'
import { ProviderError } from '../spec/error.ts'

/** A server on a laptop should not be given too many texts at once. */
export const MOST_INPUTS = 256

const TOP_LEVEL = new Set(['truncate', 'keep_alive'])

/** The body of `/api/embed`. */
export function toEmbeddingBody({ inputs, dimensions, extra }: EmbeddingRequest, { model }: Target): object {
  const { encoding_format: _, ...rest } = extra ?? {}
  const entries = Object.entries(rest)
  return {
    model,
    input: inputs.map(asText),
    ...(dimensions === undefined ? {} : { dimensions }),
    ...Object.fromEntries(entries.filter(([name]) => TOP_LEVEL.has(name))),
    options: Object.fromEntries(entries.filter(([name]) => !TOP_LEVEL.has(name))),
  }
}

function asText(input: EmbeddingInput): string {
  if (typeof input === 'string') return input
  throw new ProviderError('bad_request', 'Ollama takes texts, not tokens; send the input as text', {
    provider: 'ollama',
    param: 'input',
  })
}

interface WireAnswer {
  readonly model?: string
  readonly embeddings?: readonly (readonly number[])[]
  readonly prompt_eval_count?: number
}

export function parseEmbeddings(call: BuiltCall, response: HttpResponse): EmbeddingAnswer {
  const text = bodyText(response.body)
  const { embeddings, prompt_eval_count: inputTokens = 0, model } = readAnswer(text)
  if (embeddings?.length) return { vectors: embeddings, inputTokens, ...(model ? { model } : {}) }
  throw new ProviderError('bad_gateway', 'The answer holds no embeddings; check api_base and model', {
    provider: call.target.provider,
    upstreamStatus: response.status,
    upstreamBody: text.slice(0, 2000),
    upstreamHeaders: response.headers,
  })
}

function readAnswer(text: string): WireAnswer {
  try {
    return (JSON.parse(text) as WireAnswer | null) ?? {}
  } catch {
    return {}
  }
}
