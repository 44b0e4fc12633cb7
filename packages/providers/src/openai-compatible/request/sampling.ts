import type { Adjustments } from '../../spec/adjustments.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { CompatibleProvider } from '../provider.ts'

/** OpenAI's models that think: they take no sampling settings and call the output limit by another name. */
const THINKING_MODEL = /^(?:o\d|gpt-5(?!\.\d|-chat))/
const NEW_LIMIT_NAME = /^(?:o\d|gpt-5)/
const PLAIN_MODEL = /^(?:gpt-3|gpt-4|chatgpt)/

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
  const ofOpenAi = provider.name === 'openai'
  const sampling: Fields = {
    temperature: request.temperature,
    top_p: request.topP,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    logprobs: request.logprobs,
    top_logprobs: request.topLogprobs,
    logit_bias: request.logitBias,
  }
  if (ofOpenAi && THINKING_MODEL.test(model)) dropSampling(sampling, model, adjust)
  const limit = ofOpenAi && NEW_LIMIT_NAME.test(model) ? 'max_completion_tokens' : 'max_tokens'
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

const USUAL: Readonly<Record<string, unknown>> = {
  temperature: 1,
  top_p: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
  logprobs: false,
}

function dropSampling(fields: Fields, model: string, adjust: Adjustments): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    fields[name] = undefined
    if (value !== USUAL[name]) adjust.drop(name, `${model} takes only its default`)
  }
}

function reasoningFields(
  request: ChatRequest,
  model: string,
  provider: CompatibleProvider,
  adjust: Adjustments,
): Fields {
  const { thinking, reasoningEffort: effort } = request
  if (thinking !== undefined && provider.thinking) {
    const wire =
      thinking.type === 'enabled'
        ? { type: 'enabled', budget_tokens: thinking.budgetTokens }
        : { type: thinking.type }
    return { thinking: wire, reasoning_effort: effort }
  }
  const asked = effort ?? effortOf(thinking)
  if (asked === undefined) return {}
  if (provider.name === 'openai' && PLAIN_MODEL.test(model)) {
    adjust.drop(thinking ? 'thinking' : 'reasoning_effort', `${model} does not think`)
    return {}
  }
  if (effort === undefined) adjust.warn(`thinking became reasoning_effort ${asked}`)
  return { reasoning_effort: asked }
}

function effortOf(thinking: ChatRequest['thinking']): string | undefined {
  if (thinking === undefined || thinking.type === 'disabled') return undefined
  if (thinking.type === 'adaptive') return 'medium'
  if (thinking.budgetTokens <= 1024) return 'low'
  return thinking.budgetTokens <= 2048 ? 'medium' : 'high'
}
