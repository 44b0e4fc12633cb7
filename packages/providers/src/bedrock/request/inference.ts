import type { ThinkingPlan } from '../../claude/thinking.ts'
import { dropForeignSampling } from '../../spec/openai-parameters.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { InferenceConfig } from '../wire.ts'
import type { Draft } from './draft.ts'

export interface InferencePlan {
  readonly config: InferenceConfig
  readonly fields: Readonly<Record<string, unknown>>
}

/** Claude takes top_p beside thinking only in this range. */
const MIN_TOP_P_WHILE_THINKING = 0.95

/** Sampling, limits and stops. */
export function planInference(request: ChatRequest, thinking: ThinkingPlan, draft: Draft): InferencePlan {
  dropForeignSampling(request, draft, 'the Converse API has no counterpart')
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
