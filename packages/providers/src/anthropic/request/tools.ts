import type { ChatRequest, Tool } from '../../spec/request.ts'
import type { WireTool, WireToolChoice } from '../wire.ts'
import { badRequest, type Draft, markOf } from './draft.ts'

export interface ToolPlan {
  readonly tools?: readonly WireTool[]
  readonly tool_choice?: WireToolChoice
  /** `format` of `output_config`, where the model takes one. */
  readonly outputFormat?: Readonly<Record<string, unknown>>
  /** The tool whose arguments are the answer. */
  readonly answerTool?: string
}

const ANSWER_TOOL = 'json_tool_call'
const OPEN_OBJECT = { type: 'object', additionalProperties: true, properties: {} }

/**
 * Tools, their choice and the response format: a format of its own where the model has it and the schema is strict,
 * else a tool. `thinking` says that the model will think: it then refuses to be forced to a tool.
 */
export function planTools(request: ChatRequest, thinking: boolean, draft: Draft): ToolPlan {
  const format = toOutputFormat(request, draft)
  const answer = format ? undefined : answerTool(request)
  const tools = (request.tools ?? []).map((tool) => toTool(tool, draft))
  const all = answer ? [...tools, toTool(answer, draft)] : tools
  const outputFormat = format ? { outputFormat: format } : {}
  if (all.length === 0) return outputFormat
  const wanted = answer
    ? tools.length === 0
      ? ({ type: 'tool', name: ANSWER_TOOL } as const)
      : ({ type: 'any' } as const)
    : chosen(request, draft)
  const choice = withSwitch(allowedChoice(wanted, thinking, draft), request.parallelToolCalls)
  return {
    tools: all,
    ...(choice ? { tool_choice: choice } : {}),
    ...outputFormat,
    ...(answer ? { answerTool: ANSWER_TOOL } : {}),
  }
}

function toTool({ name, description, parameters, strict, cache }: Tool, draft: Draft): WireTool {
  if (strict && !draft.can.structuredOutput)
    draft.warn(`strict of tools was left out: ${draft.model} has no such`)
  return {
    name: draft.toolNames.toWire(name),
    ...(description?.trim() ? { description } : {}),
    input_schema: { ...parameters, type: 'object', properties: parameters?.properties ?? {} },
    ...(strict && draft.can.structuredOutput ? { strict: true } : {}),
    ...markOf(cache),
  }
}

function chosen({ toolChoice, tools }: ChatRequest, draft: Draft): WireToolChoice | undefined {
  if (toolChoice === undefined) return undefined
  if (toolChoice.type === 'required') return { type: 'any' }
  if (toolChoice.type !== 'tool') return { type: toolChoice.type }
  if (!tools?.some(({ name }) => name === toolChoice.name)) {
    throw badRequest(`tool_choice names "${toolChoice.name}", which is not among the tools`, 'tool_choice')
  }
  return { type: 'tool', name: draft.toolNames.toWire(toolChoice.name) }
}

function allowedChoice(
  choice: WireToolChoice | undefined,
  thinking: boolean,
  draft: Draft,
): WireToolChoice | undefined {
  const forced = choice?.type === 'any' || choice?.type === 'tool'
  if (!forced || !thinking) return choice
  draft.warn('tool_choice became auto: a model that thinks cannot be forced to use a tool')
  return { type: 'auto' }
}

function withSwitch(
  choice: WireToolChoice | undefined,
  parallel: boolean | undefined,
): WireToolChoice | undefined {
  if (parallel !== false || choice?.type === 'none') return choice
  return { ...(choice ?? { type: 'auto' }), disable_parallel_tool_use: true }
}

/** Only strict schemas keep the rules that the service has for its own format. */
function toOutputFormat({ responseFormat }: ChatRequest, draft: Draft): ToolPlan['outputFormat'] {
  if (responseFormat?.type !== 'json_schema' || !responseFormat.strict) return undefined
  return draft.can.structuredOutput ? { type: 'json_schema', schema: responseFormat.schema } : undefined
}

function answerTool({ responseFormat: format }: ChatRequest): Tool | undefined {
  if (format === undefined || format.type === 'text') return undefined
  return {
    name: ANSWER_TOOL,
    description: (format.type === 'json_schema' && format.description) || 'Gives the answer as JSON.',
    parameters: format.type === 'json_schema' ? format.schema : OPEN_OBJECT,
  }
}
