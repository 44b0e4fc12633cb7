import type { ResponseFormat, Thinking } from '@kansoku/providers'
import { asInteger, asText, isRecord, ParameterError } from './values.ts'

/** OpenAI's `response_format`. */
export function parseResponseFormat(value: unknown, path: string): ResponseFormat {
  if (!isRecord(value)) throw new ParameterError(path, 'must be an object')
  if (value.type === 'text' || value.type === 'json_object') return { type: value.type }
  if (value.type !== 'json_schema') {
    throw new ParameterError(`${path}.type`, 'must be "text", "json_object" or "json_schema"')
  }
  const format = value.json_schema
  if (!isRecord(format) || !isRecord(format.schema)) {
    throw new ParameterError(`${path}.json_schema.schema`, 'must be a JSON schema')
  }
  const { description, strict } = format
  return {
    type: 'json_schema',
    name: asText(format.name ?? 'answer', `${path}.json_schema.name`),
    schema: format.schema,
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof strict === 'boolean' ? { strict } : {}),
  }
}

/** Anthropic's `thinking`. */
export function parseThinking(value: unknown, path: string): Thinking {
  if (!isRecord(value)) throw new ParameterError(path, 'must be an object')
  if (value.type === 'disabled' || value.type === 'adaptive') return { type: value.type }
  if (value.type !== 'enabled') {
    throw new ParameterError(`${path}.type`, 'must be "enabled", "adaptive" or "disabled"')
  }
  return { type: 'enabled', budgetTokens: asInteger(value.budget_tokens, `${path}.budget_tokens`) }
}
