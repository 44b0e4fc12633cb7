import type { BuiltCall, Target } from '../../spec/adapter.ts'
import { tellUnusedMarks } from '../../spec/cache-marks.ts'
import { ProviderError } from '../../spec/error.ts'
import { fitToTarget } from '../../spec/fit-to-target.ts'
import { OPENAI_ONLY } from '../../spec/openai-parameters.ts'
import type { ChatRequest, Tool } from '../../spec/request.ts'
import { createDraft, type Draft } from './draft.ts'
import { toMessages } from './messages.ts'

type Fields = Readonly<Record<string, unknown>>

interface BuiltBody extends Pick<BuiltCall, 'warnings' | 'toolNames'> {
  readonly body: Fields
}

/** The body of Cohere's second chat API. Throws `ProviderError` (bad_request, unsupported_params). */
export function buildBody(asked: ChatRequest, target: Target): BuiltBody {
  const draft = createDraft(target)
  const request = fitToTarget(asked, target, draft)
  dropForeign(request, draft)
  tellUnusedMarks(request, 'Cohere', draft)
  const { extra_body: extraBody } = target.params
  return {
    body: {
      model: target.model,
      messages: toMessages(request.messages, draft),
      ...toolFields(request, draft),
      ...samplingFields(request),
      response_format: responseFormat(request, draft),
      thinking: thinkingOf(request),
      ...extraFields(request.extra, draft),
      ...(typeof extraBody === 'object' ? extraBody : {}),
      stream: request.stream,
    },
    warnings: [...draft.warnings],
    toolNames: draft.toolNames.renamed,
  }
}

function dropForeign(request: ChatRequest, draft: Draft): void {
  const asked: Readonly<Record<string, boolean>> = {
    n: (request.n ?? 1) !== 1,
    logit_bias: Object.keys(request.logitBias ?? {}).length > 0,
    top_logprobs: (request.topLogprobs ?? 0) !== 0,
    parallel_tool_calls: request.parallelToolCalls === false && (request.tools?.length ?? 0) > 0,
  }
  for (const [name, present] of Object.entries(asked)) {
    if (present) draft.drop(name, 'Cohere has no counterpart')
  }
  if (request.user !== undefined) draft.warn('user was left out: Cohere does not take it')
}

function samplingFields(request: ChatRequest): Fields {
  return {
    temperature: request.temperature,
    p: request.topP,
    k: request.topK,
    max_tokens: request.maxTokens,
    stop_sequences: request.stop?.length ? request.stop : undefined,
    seed: request.seed,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    logprobs: request.logprobs || undefined,
  }
}

/** The service knows only "some tool"; one that is named is then the only one that is offered. */
function toolFields({ tools = [], toolChoice }: ChatRequest, draft: Draft): Fields {
  if (tools.length === 0) return {}
  const offered = toolChoice?.type === 'tool' ? tools.filter(({ name }) => name === toolChoice.name) : tools
  if (offered.length === 0) {
    throw new ProviderError('bad_request', 'tool_choice names a tool which is not among the tools', {
      provider: 'cohere',
      param: 'tool_choice',
    })
  }
  if (offered.length < tools.length) draft.warn('Only the tool that must be called was offered')
  const forced = toolChoice?.type === 'tool' || toolChoice?.type === 'required'
  const choice = forced ? 'REQUIRED' : toolChoice?.type === 'none' ? 'NONE' : undefined
  return {
    tools: offered.map((tool) => toTool(tool, draft)),
    ...(offered.some(({ strict }) => strict) ? { strict_tools: true } : {}),
    ...(choice ? { tool_choice: choice } : {}),
  }
}

function toTool({ name, description, parameters }: Tool, draft: Draft): Fields {
  const schema = parameters ?? { type: 'object', properties: {} }
  return {
    type: 'function',
    function: {
      name: draft.toolNames.toWire(name),
      ...(description ? { description } : {}),
      parameters: schema,
    },
  }
}

function responseFormat({ responseFormat: format, tools }: ChatRequest, draft: Draft): Fields | undefined {
  if (format === undefined || format.type === 'text') return undefined
  if (tools?.length) {
    draft.drop('response_format', 'Cohere takes none beside tools')
    return undefined
  }
  return { type: 'json_object', ...(format.type === 'json_schema' ? { json_schema: format.schema } : {}) }
}

const NO_EFFORT = /^(?:none|disabled?|off)$/

function thinkingOf({ thinking, reasoningEffort: effort }: ChatRequest): Fields | undefined {
  if (thinking === undefined && effort === undefined) return undefined
  if (thinking?.type === 'disabled' || (thinking === undefined && NO_EFFORT.test(effort ?? '')))
    return { type: 'disabled' }
  return { type: 'enabled', ...(thinking?.type === 'enabled' ? { token_budget: thinking.budgetTokens } : {}) }
}

/** Parameters without a neutral name: OpenAI's own are dropped, the others are taken for Cohere's. */
function extraFields(extra: Fields = {}, draft: Draft): Fields {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined || value === null || name === 'stream_options') continue
    if (OPENAI_ONLY.has(name) || name === 'service_tier') draft.drop(name, 'Cohere has no counterpart')
    else fields[name] = value
  }
  return fields
}
