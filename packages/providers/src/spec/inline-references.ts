type Schema = Readonly<Record<string, unknown>>

/** How deep a schema that refers to itself is written out before the rest is left open. */
const MAX_DEPTH = 24

/**
 * A JSON schema with its local references (`#/$defs/…`, `#/definitions/…`) written out. A reference back to a schema
 * that is being written out becomes an open object.
 */
export function inlineReferences(schema: Schema): Schema {
  return usesReferences(schema) ? (flatten(schema, schema, []) as Schema) : schema
}

function usesReferences(schema: Schema): boolean {
  return '$defs' in schema || 'definitions' in schema || JSON.stringify(schema).includes('"$ref":')
}

function flatten(node: unknown, root: Schema, open: readonly string[]): unknown {
  if (Array.isArray(node)) return node.map((item) => flatten(item, root, open))
  if (typeof node !== 'object' || node === null) return node
  const { $ref, ...rest } = node as Record<string, unknown>
  if (typeof $ref === 'string')
    return { ...(expand($ref, root, open) as object), ...flattenFields(rest, root, open) }
  return flattenFields(rest, root, open)
}

function flattenFields(
  fields: Record<string, unknown>,
  root: Schema,
  open: readonly string[],
): Record<string, unknown> {
  const flat: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (key === '$defs' || key === 'definitions') continue
    flat[key] = key === 'properties' ? flattenEach(value, root, open) : flatten(value, root, open)
  }
  return flat
}

/** The keys of `properties` are names, not words of the schema language. */
function flattenEach(properties: unknown, root: Schema, open: readonly string[]): unknown {
  if (typeof properties !== 'object' || properties === null) return properties
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, flatten(value, root, open)]),
  )
}

function expand(reference: string, root: Schema, open: readonly string[]): unknown {
  if (open.includes(reference) || open.length > MAX_DEPTH) return { type: 'object' }
  let target: unknown = root
  for (const step of reference.split('/').slice(1)) {
    const key = decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~')
    target = (target as Record<string, unknown> | undefined)?.[key]
  }
  return reference.startsWith('#') && target !== undefined ? flatten(target, root, [...open, reference]) : {}
}
