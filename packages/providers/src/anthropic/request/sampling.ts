import { dropForeignSampling } from '../../spec/openai-parameters.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { Draft } from './draft.ts'

/** Claude takes top_p beside thinking only in this range. */
const MIN_TOP_P_WHILE_THINKING = 0.95

/** Sampling and stops, as far as a model that thinks (or not) takes them. */
export function samplingFields(
  request: ChatRequest,
  thinking: boolean,
  draft: Draft,
): Record<string, unknown> {
  dropForeignSampling(request, draft, "Anthropic's API has no counterpart")
  const temperature = temperatureOf(request, thinking, draft)
  const topP = topPOf(request, thinking, temperature, draft)
  const stops = (request.stop ?? []).filter((stop) => stop.trim() !== '')
  if (stops.length < (request.stop?.length ?? 0)) draft.warn('Blank stop sequences were left out')
  if (thinking && request.topK !== undefined)
    draft.warn('top_k was left out: a model that thinks does not take it')
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(request.topK === undefined || thinking ? {} : { top_k: request.topK }),
    ...(stops.length === 0 ? {} : { stop_sequences: stops }),
  }
}

function temperatureOf(request: ChatRequest, thinking: boolean, draft: Draft): number | undefined {
  const { temperature } = request
  if (temperature === undefined) return undefined
  if (thinking) {
    if (temperature !== 1) draft.warn('temperature was left out: a model that thinks takes only 1')
    return undefined
  }
  if (temperature <= 1) return temperature
  draft.warn(`temperature ${temperature} became 1, the highest that Claude takes`)
  return 1
}

function topPOf(
  { topP }: ChatRequest,
  thinking: boolean,
  temperature: number | undefined,
  draft: Draft,
): number | undefined {
  if (topP === undefined) return undefined
  if (thinking && topP < MIN_TOP_P_WHILE_THINKING) {
    draft.warn(`top_p was left out: a model that thinks takes ${MIN_TOP_P_WHILE_THINKING} to 1`)
    return undefined
  }
  if (draft.can.oneSampler && temperature !== undefined) {
    draft.warn(`top_p was left out: ${draft.model} takes temperature or top_p, not both`)
    return undefined
  }
  return topP
}
