import type { Json } from '../openapi/json-schema.ts'
import { sampleValues, shownWhenOptional } from './sample-values.ts'

/**
 * A small value that a schema allows: what is required, and of the rest what a first try would hold. `name` is that of
 * the property or parameter it is for, which says more about it than its type.
 */
export function exampleOf(schema: Json, name = ''): unknown {
  if ('const' in schema) return schema.const
  if (name in sampleValues) return sampleValues[name]
  if ('default' in schema) return schema.default
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const [first] = alternativesOf(schema)
  return first ? exampleOf(first, name) : exampleOfType(schema, name)
}

/** The empty text, which clients send for nothing, and null make no example. */
function alternativesOf({ anyOf, oneOf }: Json): Json[] {
  const all = (anyOf ?? oneOf ?? []) as Json[]
  return all.filter((schema) => schema.type !== 'null' && schema.const !== '')
}

function exampleOfType(schema: Json, name: string): unknown {
  const [type] = [schema.type].flat()
  switch (type) {
    case 'object':
      return exampleOfObject(schema)
    case 'array':
      return [exampleOf((schema.items ?? {}) as Json, name.replace(/s$/, ''))]
    case 'string':
      return exampleOfText(schema, name)
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1))
    case 'boolean':
      return true
    default:
      return {}
  }
}

function exampleOfObject({ properties = {}, required = [] }: Json): object {
  const shown = Object.entries(properties as Record<string, Json>).filter(
    ([name]) => (required as string[]).includes(name) || shownWhenOptional.has(name),
  )
  return Object.fromEntries(shown.map(([name, schema]) => [name, exampleOf(schema, name)]))
}

function exampleOfText({ format }: Json, name: string): string {
  if (format === 'date-time') return '2026-01-01T00:00:00.000Z'
  if (format === 'date') return '2026-01-01'
  if (format === 'uri') return 'https://example.com'
  return name === '' ? 'text' : name
}
