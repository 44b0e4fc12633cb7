import type { Target } from '../spec/adapter.ts'
import { type Adjustments, createAdjustments } from '../spec/adjustments.ts'
import { tellUnusedMarks } from '../spec/cache-marks.ts'
import { fitToTarget } from '../spec/fit-to-target.ts'
import { dropForeignSampling, OPENAI_ONLY } from '../spec/openai-parameters.ts'
import type { ChatRequest } from '../spec/request.ts'
import type { WireMessage } from './wire.ts'

type Fields = Readonly<Record<string, unknown>>

/** The body of `/api/chat`. Throws `ProviderError` (unsupported_params). */
export function buildBody(
  asked: ChatRequest,
  target: Target,
  messages: readonly WireMessage[],
): { readonly body: object; readonly warnings: readonly string[] } {
  const adjust = createAdjustments(target, target.model)
  const request = fitToTarget(asked, target, adjust)
  tellUnusedMarks(request, 'Ollama', adjust)
  if (request.user !== undefined) adjust.warn('user was left out: Ollama does not take it')
  const { top, options } = extraFields(request.extra, adjust)
  const { extra_body: extraBody } = target.params
  const body = {
    model: target.model,
    messages,
    ...toolFields(request, adjust),
    format: formatOf(request),
    think: thinkOf(request, target.model),
    options: { ...samplingOptions(request, adjust), ...options },
    ...top,
    ...(typeof extraBody === 'object' ? extraBody : {}),
    stream: request.stream,
  }
  return { body, warnings: [...adjust.warnings] }
}

function samplingOptions(request: ChatRequest, adjust: Adjustments): Fields {
  const { seed, presencePenalty, frequencyPenalty, ...others } = request
  dropForeignSampling(others, adjust, 'Ollama has no counterpart')
  return {
    num_predict: request.maxTokens,
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK,
    stop: request.stop?.length ? request.stop : undefined,
    seed,
    presence_penalty: presencePenalty,
    frequency_penalty: frequencyPenalty,
  }
}

/** The model itself decides whether to call a tool. */
function toolFields({ tools = [], toolChoice, parallelToolCalls }: ChatRequest, adjust: Adjustments): Fields {
  if (tools.length === 0 || toolChoice?.type === 'none') return {}
  if (toolChoice && toolChoice.type !== 'auto') adjust.drop('tool_choice', 'Ollama forces no tool')
  if (parallelToolCalls === false) adjust.drop('parallel_tool_calls', 'Ollama has no counterpart')
  return {
    tools: tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters: parameters ?? { type: 'object', properties: {} } },
    })),
  }
}

function formatOf({ responseFormat: format }: ChatRequest): unknown {
  if (format?.type === 'json_object') return 'json'
  return format?.type === 'json_schema' ? format.schema : undefined
}

const NO_EFFORT = /^(?:none|disabled?|off)$/

/** Only gpt-oss knows levels; the others think or do not. */
function thinkOf({ thinking, reasoningEffort: effort }: ChatRequest, model: string): unknown {
  if (thinking === undefined && effort === undefined) return undefined
  const off = thinking ? thinking.type === 'disabled' : NO_EFFORT.test(effort ?? '')
  const level = /^(?:low|medium|high)$/.test(effort ?? '') ? effort : undefined
  return !off && model.includes('gpt-oss') && level ? level : !off
}

const TOP_LEVEL = new Set(['keep_alive', 'think', 'format'])

/** Parameters without a neutral name: OpenAI's own are dropped, the others are taken for options of the model. */
function extraFields(
  { options: given, ...extra }: Fields = {},
  adjust: Adjustments,
): { readonly top: Fields; readonly options: Fields } {
  const top: Record<string, unknown> = {}
  const options: Record<string, unknown> = { ...(typeof given === 'object' ? given : {}) }
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined || value === null || name === 'stream_options') continue
    if (TOP_LEVEL.has(name)) top[name] = value
    else if (OPENAI_ONLY.has(name) || name === 'service_tier') adjust.drop(name, 'Ollama has no counterpart')
    else options[name] = value
  }
  return { top, options }
}
