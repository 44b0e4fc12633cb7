import type { ChatRequest } from '@kansoku/providers'
import { parseResponseFormat, parseThinking } from './formats.ts'
import { parseLegacyFunctions, parseToolChoice, parseTools } from './tools.ts'
import { asBoolean, asInteger, asNumber, asText, asTextList, isRecord, ParameterError } from './values.ts'

/** A chat call without its messages: what a request and a model's defaults both may set. */
export type CallParameters = Partial<Omit<ChatRequest, 'messages' | 'stream'>>

type Draft = { -readonly [K in keyof CallParameters]: CallParameters[K] }

type Reader = (value: unknown, draft: Draft, name: string) => void

const readers: Readonly<Record<string, Reader>> = {
  max_tokens: (value, draft, name) => {
    draft.maxTokens ??= asInteger(value, name)
  },
  max_completion_tokens: (value, draft, name) => {
    draft.maxTokens = asInteger(value, name)
  },
  temperature: (value, draft, name) => {
    draft.temperature = asNumber(value, name)
  },
  top_p: (value, draft, name) => {
    draft.topP = asNumber(value, name)
  },
  top_k: (value, draft, name) => {
    draft.topK = asInteger(value, name)
  },
  stop: (value, draft, name) => {
    draft.stop = asTextList(value, name)
  },
  n: (value, draft, name) => {
    draft.n = asInteger(value, name)
  },
  seed: (value, draft, name) => {
    draft.seed = asInteger(value, name)
  },
  presence_penalty: (value, draft, name) => {
    draft.presencePenalty = asNumber(value, name)
  },
  frequency_penalty: (value, draft, name) => {
    draft.frequencyPenalty = asNumber(value, name)
  },
  logit_bias: (value, draft, name) => {
    if (!isRecord(value)) throw new ParameterError(name, 'must be a map of token ids to numbers')
    draft.logitBias = Object.fromEntries(
      Object.entries(value).map(([token, bias]) => [token, asNumber(bias, `${name}.${token}`)]),
    )
  },
  logprobs: (value, draft, name) => {
    draft.logprobs = asBoolean(value, name)
  },
  top_logprobs: (value, draft, name) => {
    draft.topLogprobs = asInteger(value, name)
  },
  user: (value, draft, name) => {
    draft.user = asText(value, name)
  },
  response_format: (value, draft, name) => {
    draft.responseFormat = parseResponseFormat(value, name)
  },
  thinking: (value, draft, name) => {
    draft.thinking = parseThinking(value, name)
  },
  reasoning_effort: (value, draft, name) => {
    draft.reasoningEffort = asText(value, name)
  },
  parallel_tool_calls: (value, draft, name) => {
    draft.parallelToolCalls = asBoolean(value, name)
  },
  tools: (value, draft, name) => {
    const tools = parseTools(value, name)
    if (tools.length > 0) draft.tools = tools
  },
  tool_choice: (value, draft, name) => {
    draft.toolChoice = parseToolChoice(value, name)
  },
  functions: (value, draft, name) => {
    draft.tools ??= parseLegacyFunctions(value, name)
  },
  function_call: (value, draft, name) => {
    draft.toolChoice ??= parseToolChoice(value, name)
  },
}

/** Names of parameters that are more than passed on. */
export const callParameterNames: readonly string[] = Object.keys(readers)

/**
 * Reads parameters in OpenAI's names. Null counts as absent; names that nobody knows go to `extra`, for the adapter
 * to pass on or to refuse.
 * @param skip names that are not parameters of the call
 * @throws {ParameterError} for a value that the parameter cannot have
 */
export function parseCallParameters(
  values: Readonly<Record<string, unknown>>,
  skip: (name: string) => boolean = () => false,
): CallParameters {
  const draft: Draft = {}
  let extra: Record<string, unknown> | undefined
  for (const name in values) {
    const value = values[name]
    if (value === null || value === undefined || skip(name)) continue
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (read) read(value, draft, name)
    else {
      extra ??= {}
      extra[name] = value
    }
  }
  if (extra) draft.extra = extra
  return draft
}

/** The request's parameters over the model's defaults. */
export function applyDefaults(request: ChatRequest, defaults: CallParameters | undefined): ChatRequest {
  if (defaults === undefined) return request
  const extra = { ...defaults.extra, ...request.extra }
  return { ...defaults, ...request, ...(Object.keys(extra).length === 0 ? {} : { extra }) }
}
