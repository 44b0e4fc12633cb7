import type { Target } from '../../spec/adapter.ts'
import { createAdjustments } from '../../spec/adjustments.ts'
import { fitToTarget } from '../../spec/fit-to-target.ts'
import type { ChatRequest, ResponseFormat, Tool, ToolChoice } from '../../spec/request.ts'
import { modelOf } from '../model.ts'
import type { CompatibleProvider } from '../provider.ts'
import { toMessages, toPrompt } from './messages.ts'
import { fitFields, samplingFields } from './sampling.ts'

/** The body of a chat completion, or of one of a plain prompt. Throws `ProviderError` (bad_request, unsupported_params). */
export function buildBody(
  asked: ChatRequest,
  target: Target,
  provider: CompatibleProvider,
  files: ReadonlyMap<string, string>,
): { body: object; warnings: readonly string[] } {
  const { id, family } = modelOf(target, provider)
  const adjust = createAdjustments(target, id)
  const request = fitToTarget(asked, target, adjust)
  const { extra_body: extraBody } = target.params
  const fields = {
    model: id,
    ...(provider.protocol === 'text'
      ? { prompt: toPrompt(request.messages) }
      : { messages: toMessages(request.messages, { provider, adjust, files }) }),
    ...toolFields(request, provider, adjust.warn),
    ...samplingFields(request, family, provider, adjust),
    response_format: toResponseFormat(request.responseFormat),
    user: request.user,
    ...provider.body,
    ...request.extra,
    // Usage is wanted for cost, whether or not the caller asked to see it.
    ...(request.stream ? { stream: true, stream_options: { include_usage: true } } : {}),
  }
  const body = {
    ...fitFields(fields, id, provider, adjust),
    ...(typeof extraBody === 'object' ? extraBody : {}),
  }
  return { body, warnings: [...adjust.warnings] }
}

function toolFields(
  request: ChatRequest,
  provider: CompatibleProvider,
  warn: (sentence: string) => void,
): Record<string, unknown> {
  if (!request.tools?.length) return {}
  if (!provider.cacheMarks && request.tools.some((tool) => tool.cache)) {
    warn(`cache_control was left out: ${provider.name} does not take it`)
  }
  return {
    tools: request.tools.map((tool) => toTool(tool, provider)),
    tool_choice: toToolChoice(request.toolChoice, provider),
    parallel_tool_calls: request.parallelToolCalls,
  }
}

function toTool(tool: Tool, provider: CompatibleProvider): object {
  const { name, description, parameters, strict, cache } = tool
  return {
    type: 'function',
    function: { name, description, parameters, strict },
    ...(cache && provider.cacheMarks ? { cache_control: { type: 'ephemeral', ttl: cache.ttl } } : {}),
  }
}

function toToolChoice(choice: ToolChoice | undefined, { anyTool }: CompatibleProvider): unknown {
  if (choice?.type === 'tool') return { type: 'function', function: { name: choice.name } }
  return choice?.type === 'required' ? anyTool : choice?.type
}

function toResponseFormat(format: ResponseFormat | undefined): unknown {
  if (format?.type !== 'json_schema') return format
  const { name, description, schema, strict } = format
  return { type: 'json_schema', json_schema: { name, description, schema, strict } }
}
