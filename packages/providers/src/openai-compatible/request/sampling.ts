import type { Adjustments } from '../../spec/adjustments.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { CompatibleProvider } from '../provider.ts'
import { reasoningFields } from './reasoning.ts'

/** OpenAI's models that think: they take no sampling settings and call the output limit by another name. */
const THINKING_MODEL = /^(?:o\d|gpt-5(?!\.\d|-chat))/
const NEW_LIMIT_NAME = /^(?:o\d|gpt-5)/

interface Fields {
  [name: string]: unknown
}

/** Limits, sampling and reasoning, with the differences between OpenAI's own models. */
export function samplingFields(
  request: ChatRequest,
  model: string,
  provider: CompatibleProvider,
  adjust: Adjustments,
): Fields {
  const sampling: Fields = {
    temperature: request.temperature,
    top_p: request.topP,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    ...logprobFields(request, provider),
    logit_bias: request.logitBias,
  }
  if (provider.ofOpenAi && THINKING_MODEL.test(model)) dropSampling(sampling, model, adjust)
  const limit = provider.ofOpenAi && NEW_LIMIT_NAME.test(model) ? 'max_completion_tokens' : 'max_tokens'
  if (request.topK !== undefined) {
    if (provider.topK) sampling.top_k = request.topK
    else adjust.drop('top_k', `${provider.name} does not take it`)
  }
  return {
    ...sampling,
    [limit]: request.maxTokens,
    stop: request.stop?.length ? request.stop : undefined,
    n: request.n,
    seed: request.seed,
    ...reasoningFields(request, model, provider, adjust),
  }
}

/** Completions of a plain prompt ask by one number. */
function logprobFields({ logprobs, topLogprobs }: ChatRequest, { protocol }: CompatibleProvider): Fields {
  if (protocol === 'text') return { logprobs: logprobs ? (topLogprobs ?? 0) : undefined }
  return { logprobs, top_logprobs: topLogprobs }
}

/** Values that ask for nothing special. */
const USUAL: Readonly<Record<string, unknown>> = {
  temperature: 1,
  top_p: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
  logprobs: false,
  n: 1,
}

function dropSampling(fields: Fields, model: string, adjust: Adjustments): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    fields[name] = undefined
    if (value !== USUAL[name]) adjust.drop(name, `${model} takes only its default`)
  }
}

/** Leaves out what the provider's models refuse, and names the rest as it does. */
export function fitFields(
  fields: Fields,
  model: string,
  provider: CompatibleProvider,
  adjust: Adjustments,
): Fields {
  const refused = refusedBy(provider, model)
  const fitted: Fields = {}
  for (const name in fields) {
    const value = fields[name]
    if (value === undefined) continue
    const company = name === 'tool_choice' || name === 'parallel_tool_calls'
    if (company && refused.has('tools')) continue
    if (!refused.has(name)) fitted[provider.parameterNames[name] ?? name] = value
    else if (name === 'user') adjust.warn(`user was left out: ${provider.name} does not take it`)
    else if (name !== 'stream_options' && value !== USUAL[name])
      adjust.drop(name, `${provider.name} does not take it`)
  }
  return fitted
}

const nothing: ReadonlySet<string> = new Set()

function refusedBy({ refuses, streamOptions }: CompatibleProvider, model: string): ReadonlySet<string> {
  const rules = refuses.filter(([models]) => models.test(model))
  if (rules.length === 0 && streamOptions) return nothing
  return new Set([...rules.flatMap(([, names]) => names), ...(streamOptions ? [] : ['stream_options'])])
}
