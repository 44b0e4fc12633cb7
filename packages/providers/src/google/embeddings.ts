import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import type { EmbeddingAnswer, EmbeddingInput, EmbeddingRequest } from '../spec/embedding.ts'
import { ProviderError } from '../spec/error.ts'

/** What batchEmbedContents takes in one request. */
export const MOST_INPUTS_OF_GEMINI = 100
/** The newer models take one text on Vertex; the older ones 250, of which long ones would not fit together. */
export const mostInputsOfVertex = (model: string): number => (model.includes('gemini') ? 1 : 100)

/** The body of batchEmbedContents. `extra.task_type` is LiteLLM's word. */
export function toBatchBody({ inputs, dimensions, extra }: EmbeddingRequest, model: string): object {
  const { task_type: taskType, title, ...rest } = extra ?? {}
  const common = {
    model: `models/${model}`,
    ...(taskType ? { taskType } : {}),
    ...(title ? { title } : {}),
    ...(dimensions === undefined ? {} : { outputDimensionality: dimensions }),
    ...withoutFormat(rest),
  }
  return { requests: inputs.map((input) => ({ ...common, content: { parts: [{ text: asText(input) }] } })) }
}

/** The body of Vertex's predict. */
export function toPredictBody({ inputs, dimensions, extra }: EmbeddingRequest): object {
  const { task_type, title, auto_truncate: autoTruncate } = extra ?? {}
  const parameters = {
    ...(dimensions === undefined ? {} : { outputDimensionality: dimensions }),
    ...(autoTruncate === undefined ? {} : { autoTruncate }),
  }
  return {
    instances: inputs.map((input) => ({
      content: asText(input),
      ...(task_type ? { task_type } : {}),
      ...(title ? { title } : {}),
    })),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  }
}

/** OpenAI's word for how vectors are written; here they are always numbers. */
function withoutFormat({ encoding_format: _, ...rest }: Readonly<Record<string, unknown>>): object {
  return rest
}

function asText(input: EmbeddingInput): string {
  if (typeof input === 'string') return input
  throw new ProviderError('bad_request', 'Google takes texts, not tokens; send the input as text', {
    provider: 'gemini',
    param: 'input',
  })
}

interface WireAnswer {
  readonly embeddings?: readonly { readonly values?: readonly number[] }[]
  readonly predictions?: readonly {
    readonly embeddings?: {
      readonly values?: readonly number[]
      readonly statistics?: { readonly token_count?: number }
    }
  }[]
}

const CHARACTERS_PER_TOKEN = 4

/** Reads either service's answer. Gemini's own does not count; its tokens are estimated by the length sent. */
export function parseEmbeddings(call: BuiltCall, response: HttpResponse): EmbeddingAnswer {
  const text = bodyText(response.body)
  const { embeddings, predictions } = readAnswer(text)
  const found = predictions?.map((prediction) => prediction.embeddings) ?? embeddings ?? []
  const vectors = found.map((one) => one?.values)
  if (vectors.length === 0 || !vectors.every((vector) => Array.isArray(vector))) {
    throw new ProviderError('bad_gateway', 'The answer holds no embeddings; check api_base and model', {
      provider: call.target.provider,
      upstreamStatus: response.status,
      upstreamBody: text.slice(0, 2000),
      upstreamHeaders: response.headers,
    })
  }
  const counted = predictions?.reduce(
    (sum, { embeddings: one }) => sum + (one?.statistics?.token_count ?? 0),
    0,
  )
  return { vectors: vectors as readonly (readonly number[])[], inputTokens: counted ?? estimate(call) }
}

function estimate({ request: { body } }: BuiltCall): number {
  const { requests } = JSON.parse(String(body ?? '{}')) as {
    requests?: readonly { content: { parts: readonly { text: string }[] } }[]
  }
  const length = (requests ?? []).reduce((sum, { content }) => sum + (content.parts[0]?.text.length ?? 0), 0)
  return Math.ceil(length / CHARACTERS_PER_TOKEN)
}

function readAnswer(text: string): WireAnswer {
  try {
    return (JSON.parse(text) as WireAnswer | null) ?? {}
  } catch {
    return {}
  }
}
