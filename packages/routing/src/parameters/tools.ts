import type { CacheMark, Tool, ToolChoice } from '@kansoku/providers'
import { asText, isRecord, ParameterError } from './values.ts'

/** OpenAI's `tools`. Only functions can be handed to every provider; others are refused by name. */
export function parseTools(value: unknown, name: string): readonly Tool[] {
  if (!Array.isArray(value)) throw new ParameterError(name, 'must be a list')
  return value.map((tool, index) => parseTool(tool, `${name}[${index}]`))
}

function parseTool(value: unknown, name: string): Tool {
  if (!isRecord(value)) throw new ParameterError(name, 'must be an object')
  if (value.type !== undefined && value.type !== 'function') {
    throw new ParameterError(`${name}.type`, `"${String(value.type)}" is not supported; use "function"`)
  }
  const definition = isRecord(value.function) ? value.function : value
  const cache = parseCacheMark(value.cache_control ?? definition.cache_control)
  return { ...parseFunction(definition, `${name}.function`), ...(cache ? { cache } : {}) }
}

/** OpenAI's former `functions`. */
export function parseLegacyFunctions(value: unknown, name: string): readonly Tool[] {
  if (!Array.isArray(value)) throw new ParameterError(name, 'must be a list')
  return value.map((item, index) => {
    if (!isRecord(item)) throw new ParameterError(`${name}[${index}]`, 'must be an object')
    return parseFunction(item, `${name}[${index}]`)
  })
}

function parseFunction(value: Readonly<Record<string, unknown>>, path: string): Tool {
  const { description, parameters, strict } = value
  return {
    name: asText(value.name, `${path}.name`),
    ...(typeof description === 'string' ? { description } : {}),
    ...(isRecord(parameters) ? { parameters } : {}),
    ...(typeof strict === 'boolean' ? { strict } : {}),
  }
}

export function parseToolChoice(value: unknown, path: string): ToolChoice {
  if (value === 'auto' || value === 'none' || value === 'required') return { type: value }
  if (value === 'any') return { type: 'required' }
  if (isRecord(value)) {
    const name = isRecord(value.function) ? value.function.name : value.name
    if (typeof name === 'string') return { type: 'tool', name }
    if (value.type === 'auto' || value.type === 'none' || value.type === 'required')
      return { type: value.type }
    if (value.type === 'any') return { type: 'required' }
  }
  throw new ParameterError(path, 'must be "auto", "none", "required" or name a function')
}

/** Anthropic's `cache_control`, which coding agents put on messages, parts and tools. */
export function parseCacheMark(value: unknown): CacheMark | undefined {
  if (!isRecord(value) || value.type !== 'ephemeral') return undefined
  return value.ttl === '1h' || value.ttl === '5m' ? { ttl: value.ttl } : {}
}
