import { randomUUID } from 'node:crypto'
import type { ChatResult, EmbeddingInput, EmbeddingRequest } from '@kansoku/providers'
import { asInteger, asText, ParameterError } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { isSteering, parseOptions, parseWishes } from '../call/call-options.ts'
import type { Body, Dialect, ParsedCall } from '../call/dialect.ts'
import { handleCall } from '../call/handle-call.ts'
import { type Exchange, sendError } from '../exchange.ts'

/** `POST /v1/embeddings` and its older addresses. */
export function handleEmbeddings(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, embeddingsDialect)
}

const embeddingsDialect: Dialect = {
  callType: 'aembedding',
  promptFields: { messages: 'input' },
  newId: () => `embd-${randomUUID()}`,
  parse: parseEmbeddingsCall,
  toAnswer(result, { model }, { body }) {
    const { usage, vectors = [] } = result
    const toValue = body.encoding_format === 'base64' ? toBase64 : (vector: Vector) => vector
    const prompt_tokens = usage?.inputTokens ?? 0
    return {
      object: 'list',
      data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: toValue(vector) })),
      model,
      usage: { prompt_tokens, total_tokens: prompt_tokens },
    }
  },
  createWriter() {
    throw new Error('embeddings are not streamed')
  },
  sendError,
}

type Vector = NonNullable<ChatResult['vectors']>[number]

/** 32-bit floats, as OpenAI's clients ask for them to save half of the bytes. */
function toBase64(vector: Vector): string {
  return Buffer.from(new Float32Array(vector).buffer).toString('base64')
}

function parseEmbeddingsCall(body: Body, headers: Readonly<Record<string, unknown>>): ParsedCall {
  if (typeof body.model !== 'string' || body.model === '') {
    throw new ParameterError('model', 'is missing; name one of GET /v1/models')
  }
  const request = { messages: [], stream: false }
  return {
    model: body.model,
    request,
    embedding: parseEmbedding(body),
    override: () => request,
    options: parseOptions(body, headers),
    fallbacks: parseWishes(body),
  }
}

const spokenFor: ReadonlySet<string> = new Set(['input', 'dimensions', 'user', 'encoding_format'])

function parseEmbedding(body: Body): EmbeddingRequest {
  const { dimensions, user } = body
  const extra = Object.entries(body).filter(
    ([name, value]) => !spokenFor.has(name) && !isSteering(name) && value !== null,
  )
  return {
    inputs: parseInputs(body.input),
    ...(dimensions === undefined || dimensions === null
      ? {}
      : { dimensions: asInteger(dimensions, 'dimensions') }),
    ...(user === undefined || user === null ? {} : { user: asText(user, 'user') }),
    ...(extra.length === 0 ? {} : { extra: Object.fromEntries(extra) }),
  }
}

/** A text, its tokens, or a list of either. */
function parseInputs(input: unknown): readonly EmbeddingInput[] {
  if (input === undefined) throw new ParameterError('input', 'is missing')
  const list: readonly unknown[] = Array.isArray(input) && !isTokens(input) ? input : [input]
  if (list.length === 0) throw new ParameterError('input', 'must hold at least one text')
  return list.map((item, index) => (isTokens(item) ? item : asText(item, `input[${index}]`)))
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((token) => typeof token === 'number')
}
