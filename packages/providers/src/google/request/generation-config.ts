import type { ChatRequest } from '../../spec/request.ts'
import type { Draft } from './draft.ts'
import { toGoogleSchema } from './schema.ts'
import { thinkingConfig } from './thinking.ts'

type Fields = Readonly<Record<string, unknown>>

/** The service takes no more. */
const MOST_STOPS = 5

/** Limits, sampling, thinking and the form of the answer. */
export function generationConfig(request: ChatRequest, draft: Draft): Fields {
  if (Object.keys(request.logitBias ?? {}).length > 0) draft.drop('logit_bias', 'Gemini has no counterpart')
  const thinking = thinkingConfig(request, draft)
  const fields = {
    temperature: request.temperature,
    topP: request.topP,
    topK: request.topK,
    maxOutputTokens: request.maxTokens,
    stopSequences: stopsOf(request, draft),
    candidateCount: request.n === 1 ? undefined : request.n,
    seed: request.seed,
    presencePenalty: request.presencePenalty,
    frequencyPenalty: request.frequencyPenalty,
    responseLogprobs: request.logprobs || undefined,
    logprobs: request.logprobs ? request.topLogprobs : undefined,
    responseModalities: modalitiesOf(request),
    ...formatFields(request, draft),
    thinkingConfig: thinking,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function stopsOf({ stop }: ChatRequest, draft: Draft): readonly string[] | undefined {
  const stops = (stop ?? []).filter((text) => text !== '')
  if (stops.length > MOST_STOPS) draft.warn(`Only the first ${MOST_STOPS} stop sequences were sent`)
  return stops.length === 0 ? undefined : stops.slice(0, MOST_STOPS)
}

/** OpenAI's `modalities`: `["text", "image"]`. */
function modalitiesOf({ extra }: ChatRequest): readonly string[] | undefined {
  const asked = extra?.modalities
  return Array.isArray(asked) ? asked.map((name) => String(name).toUpperCase()) : undefined
}

function formatFields({ responseFormat: format, tools }: ChatRequest, draft: Draft): Fields {
  if (format === undefined || format.type === 'text') return {}
  if (tools?.length && !draft.can.schemaBesideTools) {
    draft.drop('response_format', `${draft.model} takes none beside tools`)
    return {}
  }
  const schema = format.type === 'json_schema' ? { responseSchema: toGoogleSchema(format.schema) } : {}
  return { responseMimeType: 'application/json', ...schema }
}
