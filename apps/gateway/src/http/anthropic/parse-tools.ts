import type { ChatRequest, Tool, ToolChoice } from '@kansoku/providers'
import { asText, isRecord, ParameterError, parseCacheMark } from '@kansoku/routing'
import type { Body } from '../call/dialect.ts'
import type { Losses } from './losses.ts'

type ToolFields = Pick<ChatRequest, 'tools' | 'toolChoice' | 'parallelToolCalls'>

/** Tools with a schema, and their choice. Tools that only Anthropic knows or runs itself are told as lost. */
export function parseTools(body: Body, losses: Losses): ToolFields {
  const given = body.tools ?? []
  if (!Array.isArray(given)) throw new ParameterError('tools', 'must be a list')
  const tools = given.flatMap((tool: unknown, index) => parseTool(tool, `tools[${index}]`, losses))
  if (tools.length === 0) return {}
  const { tool_choice: choice } = body
  return {
    tools,
    ...(isRecord(choice) ? { ...toolChoice(choice, tools, losses), ...parallel(choice) } : {}),
  }
}

function parseTool(value: unknown, path: string, losses: Losses): readonly Tool[] {
  if (!isRecord(value)) throw new ParameterError(path, 'must be an object')
  const { type, description, input_schema: schema, strict } = value
  if (type !== undefined && type !== null && type !== 'custom') {
    losses.add(`tool ${String(type)}`)
    return []
  }
  const cache = parseCacheMark(value.cache_control)
  return [
    {
      name: asText(value.name, `${path}.name`),
      ...(typeof description === 'string' ? { description } : {}),
      ...(isRecord(schema) ? { parameters: schema } : {}),
      ...(strict === true ? { strict } : {}),
      ...(cache ? { cache } : {}),
    },
  ]
}

function toolChoice(choice: Body, tools: readonly Tool[], losses: Losses): { toolChoice?: ToolChoice } {
  switch (choice.type) {
    case 'auto':
    case 'none':
      return { toolChoice: { type: choice.type } }
    case 'any':
      return { toolChoice: { type: 'required' } }
    case 'tool': {
      const name = asText(choice.name, 'tool_choice.name')
      if (tools.some((tool) => tool.name === name)) return { toolChoice: { type: 'tool', name } }
      losses.add(`tool_choice ${name}`)
      return {}
    }
    default:
      throw new ParameterError('tool_choice.type', 'must be auto, any, tool or none')
  }
}

function parallel(choice: Body): { parallelToolCalls?: boolean } {
  return choice.disable_parallel_tool_use === true ? { parallelToolCalls: false } : {}
}
