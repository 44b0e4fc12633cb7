import type { ChatRequest } from '../../spec/request.ts'
import type { InferenceConfig } from '../wire.ts'
import type { Draft } from './draft.ts'
import type { ThinkingPlan } from './thinking.ts'

export interface InferencePlan {
  readonly config: InferenceConfig
  readonly fields: Readonly<Record<string, unknown>>
}

/** Claude takes top_p beside thinking only in this range. */
const MIN_TOP_P_WHILE_THINKING = 0.95

/** Sampling, limits and stops. */
export function planInference(request: ChatRequest, thinking: ThinkingPlan, draft: Draft): InferencePlan {
  dropForeign(request, draft)
  const temperature = temperatureOf(request, thinking, draft)
  const topP = topPOf(request, thinking, temperature, draft)
  const stops = (request.stop ?? []).filter((stop) => stop.trim() !== '')
  if (stops.length < (request.stop?.length ?? 0)) draft.warn('Blank stop sequences were left out')
  return {
    config: {
      ...(thinking.maxTokens === undefined ? {} : { maxTokens: thinking.maxTokens }),
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { topP }),
      ...(stops.length === 0 ? {} : { stopSequences: stops }),
    },
    fields: topKFields(request.topK, thinking, draft),
  }
}

function temperatureOf(request: ChatRequest, thinking: ThinkingPlan, draft: Draft): number | undefined {
  const { temperature } = request
  if (temperature === undefined || !thinking.active || temperature === 1) return temperature
  draft.warn('temperature was left out: a model that thinks takes only 1')
  return undefined
}

function topPOf(
  request: ChatRequest,
  thinking: ThinkingPlan,
  temperature: number | undefined,
  draft: Draft,
): number | undefined {
  const { topP } = request
  if (topP === undefined) return undefined
  if (thinking.active && topP < MIN_TOP_P_WHILE_THINKING) {
    draft.warn(`top_p was left out: a model that thinks takes ${MIN_TOP_P_WHILE_THINKING} to 1`)
    return undefined
  }
  if (draft.can.oneSampler && temperature !== undefined) {
    draft.warn(`top_p was left out: ${draft.model} takes temperature or top_p, not both`)
    return undefined
  }
  return topP
}

function topKFields(
  topK: number | undefined,
  thinking: ThinkingPlan,
  draft: Draft,
): Readonly<Record<string, unknown>> {
  if (topK === undefined) return {}
  if (thinking.active) {
    draft.warn('top_k was left out: a model that thinks does not take it')
    return {}
  }
  return draft.can.family === 'nova' ? { inferenceConfig: { topK } } : { top_k: topK }
}

/** OpenAI's parameters that Converse has no counterpart for. Values that mean "as usual" ask for nothing. */
function dropForeign(request: ChatRequest, draft: Draft): void {
  const asked: Readonly<Record<string, boolean>> = {
    n: request.n !== undefined && request.n !== 1,
    seed: request.seed !== undefined,
    presence_penalty: (request.presencePenalty ?? 0) !== 0,
    frequency_penalty: (request.frequencyPenalty ?? 0) !== 0,
    logit_bias: Object.keys(request.logitBias ?? {}).length > 0,
    logprobs: request.logprobs === true,
    top_logprobs: (request.topLogprobs ?? 0) !== 0,
  }
  for (const [param, present] of Object.entries(asked)) {
    if (present) draft.drop(param, 'the Converse API has no counterpart')
  }
}
