import type { ChatRequest, Tool } from '../../spec/request.ts'
import type { ToolChoiceBlock, ToolConfig, ToolSpec } from '../wire.ts'
import { addCachePoint } from './cache-points.ts'
import { badRequest, type Draft } from './draft.ts'
import { toInputSchema, toNovaSchema } from './json-schema.ts'

export interface ToolPlan {
  readonly toolConfig?: ToolConfig
  /** Anthropic's own `tool_choice`, needed where Converse has no word for it. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The tool whose arguments are the answer. */
  readonly answerTool?: string
}

const ANSWER_TOOL = 'json_tool_call'
const OPEN_OBJECT = { type: 'object', additionalProperties: true, properties: {} }

/**
 * Tools, their choice and the response format (which Converse expresses as a tool). `thinking` says that the model
 * will think: it then refuses to be forced to a tool.
 */
export function planTools(request: ChatRequest, thinking: boolean, draft: Draft): ToolPlan {
  const tools = offeredTools(request, draft)
  const answer = answerTool(request, draft)
  const all = answer ? [...tools, answer] : tools
  if (all.length === 0) return planForHistory(request, draft)
  const specs: ToolSpec[] = []
  for (const tool of all) {
    specs.push(toSpec(tool, draft))
    addCachePoint(specs, tool.cache, 'tools', draft)
  }
  const wanted: ToolChoiceBlock | undefined = answer
    ? tools.length === 0
      ? { tool: { name: draft.toolNames.toWire(answer.name) } }
      : { any: {} }
    : chosen(request, draft)
  const choice = allowedChoice(wanted, thinking, draft)
  const single = request.parallelToolCalls === false && singleCalls(choice, draft)
  return {
    toolConfig: { tools: specs, ...(choice && !single ? { toolChoice: choice } : {}) },
    fields: single ? { tool_choice: { type: 'auto', disable_parallel_tool_use: true } } : {},
    ...(answer ? { answerTool: draft.toolNames.toWire(answer.name) } : {}),
  }
}

function offeredTools(request: ChatRequest, draft: Draft): readonly Tool[] {
  const tools = request.tools ?? []
  if (tools.length === 0) return tools
  if (!draft.can.tools) {
    draft.drop('tools', `${draft.model} has no tools`)
    return []
  }
  if (request.toolChoice?.type === 'none' && !hasToolHistory(request)) {
    draft.warn('tools were left out: tool_choice is none')
    return []
  }
  return tools
}

function toSpec(tool: Tool, draft: Draft): ToolSpec {
  const schema = toInputSchema(tool.parameters)
  const json = draft.can.family === 'nova' ? toNovaSchema(schema) : schema
  const description = tool.description?.trim() ? { description: tool.description } : {}
  return { toolSpec: { name: draft.toolNames.toWire(tool.name), ...description, inputSchema: { json } } }
}

function chosen(request: ChatRequest, draft: Draft): ToolChoiceBlock | undefined {
  const choice = request.toolChoice
  switch (choice?.type) {
    case undefined:
      return undefined
    case 'auto':
      return { auto: {} }
    case 'required':
      return { any: {} }
    case 'none':
      draft.drop('tool_choice', 'Bedrock cannot forbid tools while the conversation holds tool calls')
      return undefined
    case 'tool': {
      const known = request.tools?.some((tool) => tool.name === choice.name)
      if (!known)
        throw badRequest(`tool_choice names "${choice.name}", which is not among the tools`, 'tool_choice')
      return { tool: { name: draft.toolNames.toWire(choice.name) } }
    }
  }
}

function allowedChoice(
  choice: ToolChoiceBlock | undefined,
  thinking: boolean,
  draft: Draft,
): ToolChoiceBlock | undefined {
  const { toolChoice } = draft.can
  if (choice === undefined) return undefined
  // Some models refuse even the word for what they do anyway.
  if ('auto' in choice) return toolChoice === 'auto' ? undefined : choice
  if (thinking) {
    draft.warn('tool_choice became auto: a model that thinks cannot be forced to use a tool')
    return { auto: {} }
  }
  if (toolChoice === 'all' || (toolChoice === 'auto_any' && 'any' in choice)) return choice
  draft.warn(`tool_choice was weakened: ${draft.model} does not take it`)
  return toolChoice === 'auto' ? undefined : { any: {} }
}

function singleCalls(choice: ToolChoiceBlock | undefined, draft: Draft): boolean {
  if (draft.can.parallelSwitch && (choice === undefined || 'auto' in choice)) return true
  draft.drop('parallel_tool_calls', `${draft.model} cannot be kept to one tool call here`)
  return false
}

function answerTool(request: ChatRequest, draft: Draft): Tool | undefined {
  const format = request.responseFormat
  if (format === undefined || format.type === 'text') return undefined
  if (!draft.can.tools) {
    draft.drop('response_format', `${draft.model} has no structured output`)
    return undefined
  }
  return {
    name: ANSWER_TOOL,
    description: (format.type === 'json_schema' && format.description) || 'Gives the answer as JSON.',
    parameters: format.type === 'json_schema' ? format.schema : OPEN_OBJECT,
  }
}

/** The service wants every tool that the conversation mentions to be declared. */
function planForHistory(request: ChatRequest, draft: Draft): ToolPlan {
  if (!draft.can.tools || !hasToolHistory(request)) return { fields: {} }
  if (!draft.repair) {
    throw badRequest(
      'The messages hold tool calls but the request declares no tools, which Bedrock refuses. Send the tools, or set modify_params: true to have stand-ins declared',
      'tools',
    )
  }
  draft.warn('Stand-ins were declared for the tools that the messages mention')
  const names = new Set<string>()
  for (const { role, content } of request.messages) {
    if (role === 'assistant') for (const part of content) if (part.type === 'tool_call') names.add(part.name)
  }
  if (names.size === 0) names.add('unknown_tool')
  const tools = [...names].map((name) => toSpec({ name, description: 'No longer available.' }, draft))
  return { toolConfig: { tools }, fields: {} }
}

function hasToolHistory(request: ChatRequest): boolean {
  return request.messages.some(
    ({ role, content }) =>
      role === 'tool' || (role === 'assistant' && content.some((part) => part.type === 'tool_call')),
  )
}
